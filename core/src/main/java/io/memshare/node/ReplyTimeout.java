package io.memshare.node;

import java.time.Duration;

/**
 * The time that a node has for a reply at present. A node that can be spared gets the timeout and no more. The node
 * needed for a majority gets more: as long as anything is received from it, it works on its requests, only far away.
 * Immutable.
 *
 * @param totalNanos the longest time that a request may be under way
 * @param silenceNanos the longest time without anything received from the node meanwhile, at most {@code totalNanos}
 */
record ReplyTimeout(long totalNanos, long silenceNanos) {

    private static final int LATENESS = 4;

    /** Returns the timeout of a node that can be spared. */
    static ReplyTimeout whenSpared(Duration timeout) {
        return new ReplyTimeout(timeout.toNanos(), timeout.toNanos());
    }

    /**
     * Returns the timeout of the node needed for a majority: a request that waits for a dead node is to take less
     * than two timeouts, including the lateness of the deadlines.
     */
    static ReplyTimeout whenNeeded(Duration timeout) {
        return new ReplyTimeout(LATENESS * timeout.toNanos(), timeout.toNanos() * 7 / 4);
    }

    /** Returns the longer of the two, for each component. */
    ReplyTimeout max(ReplyTimeout other) {
        return new ReplyTimeout(Math.max(totalNanos, other.totalNanos), Math.max(silenceNanos, other.silenceNanos));
    }

    /** Returns whether a request has to be answered. */
    boolean isOver(long sentNanos, long heardNanos, long nowNanos) {
        return nowNanos - sentNanos >= totalNanos || nowNanos - Math.max(sentNanos, heardNanos) >= silenceNanos;
    }
}
