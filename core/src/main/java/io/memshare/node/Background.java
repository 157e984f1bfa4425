package io.memshare.node;

import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work whose result is not awaited, and logs its failure, which would otherwise go unnoticed. */
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /**
     * Attaches logging to work that is not awaited. Does not block.
     *
     * @param what the description of the work, for the log; it contains neither a session id nor a value
     * @param work the work, already under way
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The end of the chain: the failure is logged here.
    public static void run(String what, CompletionStage<?> work) {
        work.whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn("background task failed: {}", what, failure);
            }
        });
    }
}
