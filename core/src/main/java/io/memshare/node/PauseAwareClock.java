package io.memshare.node;

/**
 * A clock that counts the time during which this process was able to receive a reply. It is advanced by a regular
 * tick. When a tick comes late, the whole process was probably paused (garbage collection, a frozen virtual machine),
 * and that time is not counted: a pause of this process is no fault of the node. Two late ticks in a row are a busy
 * machine rather than a pause, and the second tick counts.
 *
 * <p>A single thread advances it; any thread may read it.
 */
final class PauseAwareClock {

    private final long tickNanos;
    private volatile long counted;
    private long last;
    private boolean late;

    /**
     * @param tickNanos the time between ticks in nanoseconds, at least 1
     * @param nowNanos the time now on a monotonic clock
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
     * @param nowNanos the time now on the same clock
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
