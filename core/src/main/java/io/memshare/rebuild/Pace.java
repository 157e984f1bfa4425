package io.memshare.rebuild;

/**
 * A constant rate of steps. Lost time is not caught up. Does not read a clock; confined to a single thread at a time.
 */
final class Pace {

    /** Shorter waits cost more than they are worth; they accumulate until they exceed this limit. */
    private static final long SHORTEST_WAIT_NANOS = 2_000_000;

    private final long stepNanos;
    private long nextNanos;

    /**
     * Creates a pace.
     *
     * @param perSecond steps per second, at least 1
     * @param nowNanos the current time
     */
    Pace(int perSecond, long nowNanos) {
        this.stepNanos = Math.max(1, 1_000_000_000L / perSecond);
        this.nextNanos = nowNanos;
    }

    /**
     * Takes a step.
     *
     * @param nowNanos the current time on the same clock
     * @return how long to wait before the step, 0 or more
     */
    long step(long nowNanos) {
        long early = nextNanos - nowNanos;
        nextNanos = early < 0 ? nowNanos + stepNanos : nextNanos + stepNanos;
        return early < SHORTEST_WAIT_NANOS ? 0 : early;
    }
}
