package io.memshare.crdt;

import java.util.Objects;

/**
 * A point in time that orders changes made by servers whose clocks differ: 48 bits of milliseconds since the epoch, then
 * 16 bits that count the changes within a millisecond. Immutable. Ordered as an unsigned number.
 *
 * @param packed the milliseconds in the upper 48 bits and the counter in the lower 16, taken as unsigned
 */
public record HybridTimestamp(long packed) implements Comparable<HybridTimestamp> {

    /** The smallest timestamp, which every other one is later than. */
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
     * @throws IllegalArgumentException if one of them is out of range
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
     * Returns the later one of two timestamps.
     *
     * @param left one timestamp
     * @param right another one
     * @return the later one; the left one if they are equal
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
     * Returns the smallest timestamp that is later than this one. After the last counter of a millisecond comes the next
     * millisecond.
     *
     * @return the next timestamp
     * @throws ArithmeticException if this is the largest timestamp there is
     */
    public HybridTimestamp next() {
        return new HybridTimestamp(after(packed));
    }

    /**
     * Returns the timestamp that ranks this one below a change: this one if it is earlier, otherwise one of the 65536
     * timestamps before the change. Ranks keep the order of timestamps that are a millisecond apart, up to 65 seconds after
     * the change. Ranking twice is the same as ranking once.
     *
     * @param change when the change was made
     * @return a timestamp before the change, unless that is the smallest there is
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

    /** Returns the milliseconds and the counter, as in {@code 1700000000000+3}. */
    @Override
    public String toString() {
        return millis() + "+" + counter();
    }
}
