package io.memshare.node;

/**
 * A clock that counts the time during which this process was able to receive a reply. A regular tick advances it. A
 * late tick indicates that the whole process was probably paused (garbage collection, a frozen virtual machine). That
 * time is not counted, because a pause of this process is not a fault of the node. Two late ticks in a row indicate a
 * busy machine instead of a pause, and the second tick counts.
 *
 * <p>A single thread advances the clock; any thread may read it.
 */
final class PauseAwareClock {

    private final long tickNanos;
    private volatile long counted;
    private long last;
    private boolean late;

    /**
     * Creates a clock.
     *
     * @param tickNanos the time between ticks in nanoseconds, at least 1
     * @param nowNanos the current time on a monotonic clock
     */
    PauseAwareClock(long tickNanos, long nowNanos) {
        this.tickNanos = tickNanos;
        this.last = nowNanos;
    }

    /** Returns the nanoseconds counted so far. */
    long nanos() {
        return counted;
    }

    /**
     * Counts the time since the last call.
     *
     * @param nowNanos the current time on the same clock
     */
    void advance(long nowNanos) {
        long step = nowNanos - last;
        last = nowNanos;
        boolean forgiven = step > 2 * tickNanos && !late;
        late = step > 2 * tickNanos;
        if (!forgiven) {
            long before = counted;
            counted = before + Math.min(step, 2 * tickNanos);
        }
    }
}
