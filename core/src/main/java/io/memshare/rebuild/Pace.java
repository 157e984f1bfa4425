package io.memshare.rebuild;

/** An even pace of steps. Time that was lost is not made up for. Knows no clock; for one thread at a time. */
final class Pace {

    /** Waits shorter than that cost more than they are worth; they add up to one that is not. */
    private static final long SHORTEST_WAIT_NANOS = 2_000_000;

    private final long stepNanos;
    private long nextNanos;

    /**
     * @param perSecond steps per second, at least 1
     * @param nowNanos the time now
     */
    Pace(int perSecond, long nowNanos) {
        this.stepNanos = Math.max(1, 1_000_000_000L / perSecond);
        this.nextNanos = nowNanos;
    }

    /**
     * Takes a step.
     *
     * @param nowNanos the time now on the same clock
     * @return how long to wait before it, 0 or more
     */
    long step(long nowNanos) {
        long early = nextNanos - nowNanos;
        nextNanos = early < 0 ? nowNanos + stepNanos : nextNanos + stepNanos;
        return early < SHORTEST_WAIT_NANOS ? 0 : early;
    }
}
