package io.memshare.node;

import java.time.Duration;

/**
 * The pause before a node is dialled. A node that cannot be reached is tried at an even pace, so that it is used soon
 * after it is back. A node that falls silent again soon after it was taken back costs requests a timeout each time,
 * so it stays marked down longer each time. A node that closes its connections costs nothing. Immutable.
 *
 * @param relapses how often in a row the node fell silent within {@link #STABLE} after it was taken back
 */
record Backoff(int relapses) {

    static final Backoff NONE = new Backoff(0);
    /** A node that has been up for so long has recovered. */
    static final Duration STABLE = Duration.ofSeconds(10);

    private static final long PACE_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 5;

    /** Returns the next state after the node fell silent, having been up for the given time. */
    Backoff afterSilence(Duration up) {
        return up.compareTo(STABLE) >= 0 ? NONE : new Backoff(Math.min(relapses + 1, MOST_DOUBLINGS));
    }

    /** Returns the next state after the connection ended, having been up for the given time. */
    Backoff afterEnd(Duration up) {
        return up.compareTo(STABLE) >= 0 ? NONE : this;
    }

    /** Returns how long to wait before the next attempt to connect. */
    Duration delay() {
        return Duration.ofMillis(PACE_MILLIS << relapses);
    }
}
