package io.memshare.session;

import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the state that the nodes return with the state that the browser of the request has already seen. Safe for
 * use by several threads.
 */
final class StampCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StampCheck.class);
    private static final int EVERY = 100;

    private final AtomicLong outdated = new AtomicLong();

    /**
     * Returns the result of a read, or of a second read if the browser has already seen a later state.
     *
     * @param id the id of a session
     * @param read finds the session in the nodes
     * @param listener is notified if the state is older again
     * @return {@link Failed} if it is older again
     */
    SessionOutcome run(String id, Supplier<SessionOutcome> read, SessionListener listener) {
        BrowserStamp stamp = RequestMemo.currentStamp();
        SessionOutcome outcome = read.get();
        if (stamp == null || !isOutdated(id, outcome, stamp)) {
            return outcome;
        }
        SessionOutcome again = read.get();
        if (!isOutdated(id, again, stamp)) {
            return again;
        }
        if (stamp.report()) {
            listener.outdated();
            warn();
        }
        return Failed.unavailable(
                "the nodes that answered have an older state of the session than its browser has seen");
    }

    private static boolean isOutdated(String id, SessionOutcome outcome, BrowserStamp stamp) {
        return outcome instanceof Alive alive
                && stamp.isLaterThan(id, alive.snapshot().state().latest());
    }

    private void warn() {
        long count = outdated.incrementAndGet();
        if (count % EVERY == 1) {
            LOG.warn(
                    "the memcached nodes have an older state of a session than its browser has seen; the request is"
                            + " answered with 503 (number {}). The nodes that took the later change are out of reach"
                            + " or have lost it, or old records were put back",
                    count);
        }
    }
}
