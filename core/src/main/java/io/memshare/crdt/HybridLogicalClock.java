package io.memshare.crdt;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives a change its timestamp: later than what the change was made after, never before now, never the same twice. A
 * change made after reading another therefore wins over it, however the clocks of the two servers differ.
 *
 * <p>Safe for use by many threads; no thread waits for another. One clock serves a whole application server.
 */
public final class HybridLogicalClock {

    private final InstantSource time;
    private final AtomicLong last = new AtomicLong(HybridTimestamp.ZERO.packed());

    /**
     * Creates a clock.
     *
     * @param time where the clock reads the time of day; it may go back
     */
    public HybridLogicalClock(InstantSource time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Returns the timestamp of a change.
     *
     * @param observed the latest timestamp in the state that is changed, {@link HybridTimestamp#ZERO} if there is none
     * @return a timestamp later than {@code observed} and than every earlier result of this clock, and not before now
     * @throws ArithmeticException if {@code observed} is in the upper half of all timestamps, after the year 6429. No clock
     *     is that wrong, and a clock that followed a forged timestamp to the end could not go on; it stays as it was
     * @throws IllegalArgumentException if the time of day is before 1970 or after 10889
     */
    public HybridTimestamp tick(HybridTimestamp observed) {
        if (observed.packed() < 0) {
            throw new ArithmeticException("a timestamp of the year 6429 or later is not followed");
        }
        long now = HybridTimestamp.of(time.millis(), 0).packed();
        long earliest = later(now, HybridTimestamp.after(observed.packed()));
        return new HybridTimestamp(last.updateAndGet(previous -> later(earliest, HybridTimestamp.after(previous))));
    }

    /**
     * Returns the timestamp of a change of a session's id. It is the first one of its millisecond, and the 65536 before it
     * are given to no other change that has seen the same: they are the ranks of what is written under the old id later.
     *
     * @param observed the latest timestamp in the state that is changed, {@link HybridTimestamp#ZERO} if there is none
     * @return a timestamp one to two milliseconds later than {@link #tick} returns
     * @throws ArithmeticException as {@link #tick} does
     * @throws IllegalArgumentException as {@link #tick} does
     */
    public HybridTimestamp tickWithRoomBelow(HybridTimestamp observed) {
        return HybridTimestamp.of(tick(observed).millis() + 2, 0);
    }

    private static long later(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
}
