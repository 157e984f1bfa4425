package io.memshare.node;

import java.time.Duration;

/**
 * How long a node is waited for at present. A node that can be spared gets the timeout and no more. One that a majority
 * hangs on gets more: as long as something is heard of it, it works on what it was sent, only far away.
 *
 * @param totalNanos how long a request may be under way
 * @param silenceNanos how long nothing may be heard of the node meanwhile, at most {@code totalNanos}
 */
record Allowance(long totalNanos, long silenceNanos) {

    private static final int LATENESS = 4;

    /** Returns what a node gets that can be spared. */
    static Allowance whenSpared(Duration timeout) {
        return new Allowance(timeout.toNanos(), timeout.toNanos());
    }

    /**
     * Returns what a node gets that a majority hangs on: a request that waits for one that is dead is to take less than two
     * timeouts, with what the deadlines are late.
     */
    static Allowance whenNeeded(Duration timeout) {
        return new Allowance(LATENESS * timeout.toNanos(), timeout.toNanos() * 7 / 4);
    }

    /** Returns for each of the two what is more. */
    Allowance max(Allowance other) {
        return new Allowance(Math.max(totalNanos, other.totalNanos), Math.max(silenceNanos, other.silenceNanos));
    }

    /** Returns whether a request has to be answered. */
    boolean isOver(long sentNanos, long heardNanos, long nowNanos) {
        return nowNanos - sentNanos >= totalNanos || nowNanos - Math.max(sentNanos, heardNanos) >= silenceNanos;
    }
}
