package io.memshare.node;

import java.time.Duration;

/**
 * The current time limit of a node for a reply. A node that can be spared gets the configured timeout. The node needed
 * for a majority gets more: while any bytes from it arrive, it is working on its requests, only far away. Immutable.
 *
 * @param totalNanos the maximum time that a request may be pending
 * @param silenceNanos the maximum time without any bytes from the node meanwhile, at most {@code totalNanos}
 */
record ReplyTimeout(long totalNanos, long silenceNanos) {

    private static final int LATENESS = 4;

    /** Returns the timeout of a node that can be spared. */
    static ReplyTimeout whenSpared(Duration timeout) {
        return new ReplyTimeout(timeout.toNanos(), timeout.toNanos());
    }

    /**
     * Returns the timeout of the node needed for a majority. A request that waits for a dead node must take less than
     * two timeouts, including the lateness of the deadlines.
     */
    static ReplyTimeout whenNeeded(Duration timeout) {
        return new ReplyTimeout(LATENESS * timeout.toNanos(), timeout.toNanos() * 7 / 4);
    }

    /** Returns the longer of the two, for each component. */
    ReplyTimeout max(ReplyTimeout other) {
        return new ReplyTimeout(Math.max(totalNanos, other.totalNanos), Math.max(silenceNanos, other.silenceNanos));
    }

    /** Returns whether a request has exceeded its limit. */
    boolean isOver(long sentNanos, long heardNanos, long nowNanos) {
        return nowNanos - sentNanos >= totalNanos || nowNanos - Math.max(sentNanos, heardNanos) >= silenceNanos;
    }
}
