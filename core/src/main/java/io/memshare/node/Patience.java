package io.memshare.node;

/**
 * A clock that counts the time during which this process was able to hear an answer. It is advanced by a regular tick; when
 * a tick comes late, the whole process was probably paused (garbage collection, a frozen virtual machine), so that time is
 * not counted: a pause of ours is no fault of the node. Two late ticks in a row are a busy machine rather than a pause, and
 * the second one counts.
 *
 * <p>One thread advances it, any thread reads it.
 */
final class Patience {

    private final long tickNanos;
    private volatile long patience;
    private long last;
    private boolean late;

    /**
     * @param tickNanos the time between ticks in nanoseconds, at least 1
     * @param nowNanos the time now on a monotonic clock
     */
    Patience(long tickNanos, long nowNanos) {
        this.tickNanos = tickNanos;
        this.last = nowNanos;
    }

    /** Returns the nanoseconds counted so far. */
    long nanos() {
        return patience;
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
            long counted = patience;
            patience = counted + Math.min(step, 2 * tickNanos);
        }
    }
}
