package io.memshare.crdt;

import java.time.Duration;
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

    private static final long MOST_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

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
     * <p>The clock follows what it reads up to a day from now. A record with a later timestamp, forged or written by a server
     * whose clock is wildly wrong, gets the one after it, and the clock stays as it was: no other record is concerned.
     *
     * @param observed the latest timestamp in the state that is changed, {@link HybridTimestamp#ZERO} if there is none
     * @return a timestamp later than {@code observed}. If that is not more than a day from now, also later than every earlier
     *     result of this clock that was not, and not before now
     * @throws ArithmeticException if {@code observed} is the last timestamp there is
     * @throws IllegalArgumentException if the time of day is before 1970 or after 10889
     */
    public HybridTimestamp tick(HybridTimestamp observed) {
        long millis = time.millis();
        long now = HybridTimestamp.of(millis, 0).packed();
        long next = HybridTimestamp.after(observed.packed());
        long latest = HybridTimestamp.of(Math.min(HybridTimestamp.MAX_MILLIS, millis + MOST_AHEAD_MILLIS), 0)
                .packed();
        if (Long.compareUnsigned(next, latest) > 0) {
            return new HybridTimestamp(next);
        }
        long earliest = later(now, next);
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
