package io.memshare.crdt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assigns timestamps to changes. The timestamp of a change is unique, not before the current time, and later than every
 * timestamp in the state that is being changed. A change made after another was read therefore wins over it, however
 * the clocks of the two servers differ.
 *
 * <p>Safe for use by many threads; no thread waits for another. An application server uses a single clock.
 */
public final class HybridLogicalClock {

    private static final long MOST_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    private final InstantSource time;
    private final AtomicLong last = new AtomicLong(HybridTimestamp.ZERO.packed());

    /**
     * Creates a clock.
     *
     * @param time the source of the time of day; it may go backwards
     */
    public HybridLogicalClock(InstantSource time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Returns the timestamp of a change.
     *
     * <p>The clock follows timestamps that it observes, up to a day ahead of the current time. For a record with a
     * later timestamp, either forged or written by a server whose clock is far off, it returns the next timestamp and
     * does not advance itself, so that other records are not affected.
     *
     * @param observed the latest timestamp in the state that is changed, {@link HybridTimestamp#ZERO} if there is none
     * @return a timestamp later than {@code observed}. If it is at most a day ahead of the current time, it is also not
     *     before the current time, and later than every earlier result of this clock that was at most a day ahead
     * @throws ArithmeticException if {@code observed} is the largest timestamp
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
     * Returns the timestamp of a change of a session's id. It is the first timestamp of its millisecond, and no other
     * change that observed the same state gets any of the 65536 timestamps before it. These are the ranks of later
     * changes under the old id.
     *
     * @param observed the latest timestamp in the state that is changed, {@link HybridTimestamp#ZERO} if there is none
     * @return a timestamp between 1 and 2 milliseconds later than the result of {@link #tick}
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
