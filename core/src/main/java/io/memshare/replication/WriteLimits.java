package io.memshare.replication;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long writes may take. Immutable.
 *
 * @param timeout the timeout of a request
 * @param nanoTime a monotonic clock
 */
public record WriteLimits(Duration timeout, LongSupplier nanoTime) {

    /** Twice what a node is waited for without which a majority would be out of reach. */
    private static final int LONG = 8;

    private static final int LONGEST = 16;

    /** Returns from which age on a write has to say that anything may be missing where it was not taken, in nanoseconds. */
    public long longNanos() {
        return LONG * timeout.toNanos();
    }

    /** Returns at which age a write gives up replicas that do not take it, in nanoseconds. */
    long longestNanos() {
        return LONGEST * timeout.toNanos();
    }

    /** Returns the time now in nanoseconds. */
    public long nanos() {
        return nanoTime.getAsLong();
    }
}
