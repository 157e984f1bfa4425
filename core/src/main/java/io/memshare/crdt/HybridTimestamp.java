package io.memshare.crdt;

import java.util.Objects;

/**
 * A point in time that orders changes made by servers whose clocks differ: 48 bits of milliseconds since the epoch,
 * followed by a 16-bit counter of the changes within a millisecond. Immutable. Ordered as an unsigned number.
 *
 * @param packed the milliseconds in the upper 48 bits and the counter in the lower 16, as an unsigned number
 */
public record HybridTimestamp(long packed) implements Comparable<HybridTimestamp> {

    /** The smallest timestamp. */
    public static final HybridTimestamp ZERO = new HybridTimestamp(0);

    /** The largest number of milliseconds: 2<sup>48</sup> - 1, in the year 10889. */
    public static final long MAX_MILLIS = (1L << 48) - 1;

    private static final int COUNTER_BITS = 16;
    private static final int MAX_COUNTER = (1 << COUNTER_BITS) - 1;

    /**
     * Returns the timestamp of a millisecond and a counter.
     *
     * @param millis milliseconds since the epoch, 0 to {@link #MAX_MILLIS}
     * @param counter the position within the millisecond, 0 to 65535
     * @return the timestamp
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static HybridTimestamp of(long millis, int counter) {
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("milliseconds " + millis + " are not between 0 and " + MAX_MILLIS);
        }
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("counter " + counter + " is not between 0 and " + MAX_COUNTER);
        }
        return new HybridTimestamp((millis << COUNTER_BITS) | counter);
    }

    /**
     * Returns the later of two timestamps.
     *
     * @param left the first timestamp
     * @param right the second timestamp
     * @return the later timestamp; {@code left} if they are equal
     */
    public static HybridTimestamp max(HybridTimestamp left, HybridTimestamp right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /**
     * Returns the milliseconds.
     *
     * @return milliseconds since the epoch, 0 to {@link #MAX_MILLIS}
     */
    public long millis() {
        return packed >>> COUNTER_BITS;
    }

    /**
     * Returns the position within the millisecond.
     *
     * @return 0 to 65535
     */
    public int counter() {
        return (int) packed & MAX_COUNTER;
    }

    /**
     * Returns the smallest timestamp later than this timestamp. The last counter of a millisecond is followed by the
     * next millisecond.
     *
     * @return the next timestamp
     * @throws ArithmeticException if this is the largest timestamp
     */
    public HybridTimestamp next() {
        return new HybridTimestamp(after(packed));
    }

    /**
     * Returns a timestamp that ranks below a change: this timestamp if it is earlier than the change, otherwise a
     * timestamp among the 65536 before the change. Timestamps that are at least a millisecond apart keep their order,
     * up to 65 seconds after the change. The operation is idempotent.
     *
     * @param change the timestamp of the change
     * @return a timestamp before the change, unless the change has the smallest timestamp
     */
    public HybridTimestamp below(HybridTimestamp change) {
        if (compareTo(change) < 0) {
            return this;
        }
        long room = Long.compareUnsigned(change.packed, MAX_COUNTER) > 0 ? MAX_COUNTER + 1L : change.packed;
        long later = Math.min(millis() - change.millis(), Math.max(0, room - 1));
        return new HybridTimestamp(change.packed - room + later);
    }

    static long after(long packed) {
        if (packed == -1L) {
            throw new ArithmeticException("there is no later timestamp");
        }
        return packed + 1;
    }

    @Override
    public int compareTo(HybridTimestamp other) {
        return Long.compareUnsigned(packed, Objects.requireNonNull(other, "other").packed);
    }

    /** Returns the milliseconds and the counter, for example {@code 1700000000000+3}. */
    @Override
    public String toString() {
        return millis() + "+" + counter();
    }
}
