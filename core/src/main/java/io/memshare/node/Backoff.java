package io.memshare.node;

import java.time.Duration;

/**
 * The pause before a node is dialled. An unreachable node is dialled at a constant rate, so that it is used soon after
 * it is back. A node that falls silent again soon after its return costs requests a timeout each time, so it stays
 * marked down longer each time. A node that closes its connections costs nothing. Immutable.
 *
 * @param relapses how often in a row the node fell silent within {@link #STABLE} after its return
 */
record Backoff(int relapses) {

    static final Backoff NONE = new Backoff(0);
    /** A node that has been up for this long has recovered. */
    static final Duration STABLE = Duration.ofSeconds(10);

    private static final long PACE_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 5;

    /** Returns the state after the node fell silent. */
    Backoff afterSilence(Duration up) {
        return up.compareTo(STABLE) >= 0 ? NONE : new Backoff(Math.min(relapses + 1, MOST_DOUBLINGS));
    }

    /** Returns the state after the connection ended. */
    Backoff afterEnd(Duration up) {
        return up.compareTo(STABLE) >= 0 ? NONE : this;
    }

    /** Returns the pause before the next connection attempt. */
    Duration delay() {
        return Duration.ofMillis(PACE_MILLIS << relapses);
    }
}
