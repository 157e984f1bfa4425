package io.memshare.node;

import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work whose result is not awaited. Its failure is logged, as it would go unnoticed otherwise. */
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /**
     * Lets work go on without awaiting it. Does not block.
     *
     * @param what the work, for the log: neither a session id nor a value
     * @param work the work, under way already
     */
    @SuppressWarnings("FutureReturnValueIgnored") // This is the end of the chain: the failure is logged here.
    public static void run(String what, CompletionStage<?> work) {
        work.whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn("background task failed: {}", what, failure);
            }
        });
    }
}
