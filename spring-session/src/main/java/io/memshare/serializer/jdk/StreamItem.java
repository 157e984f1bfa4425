package io.memshare.serializer.jdk;

import org.jspecify.annotations.Nullable;

/**
 * An object of a stream, reduced to the cost of hashing it.
 *
 * @param type its class; {@link Enum} for a constant of any enum, null for null
 * @param weight how many objects its {@code hashCode} may visit
 */
record StreamItem(@Nullable Class<?> type, long weight) {

    static final StreamItem NULL = new StreamItem(null, 1);
    static final StreamItem TEXT = new StreamItem(String.class, 1);

    /** The greatest weight. */
    static final long MOST = Long.MAX_VALUE / 4;

    /** Returns the sum of two weights, capped at a very large number. */
    static long sum(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
