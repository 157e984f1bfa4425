package io.memshare.replication;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time limits of writes. Immutable.
 *
 * @param timeout the timeout of a request
 * @param nanoTime a monotonic clock
 */
public record WriteLimits(Duration timeout, LongSupplier nanoTime) {

    /** Twice the reply timeout of a node that is needed for a majority. */
    private static final int LONG = 8;

    private static final int LONGEST = 16;

    /**
     * Returns the age in nanoseconds from which on a write must note that any record may be missing on a node that did
     * not take it.
     */
    public long longNanos() {
        return LONG * timeout.toNanos();
    }

    /** Returns the age in nanoseconds at which a write gives up replicas that do not take it. */
    long longestNanos() {
        return LONGEST * timeout.toNanos();
    }

    /** Returns the current time in nanoseconds. */
    public long nanos() {
        return nanoTime.getAsLong();
    }
}
