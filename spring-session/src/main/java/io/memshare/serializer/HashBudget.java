package io.memshare.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Limits the work of hashing and comparing keys while a single value is read, so that an attacker cannot keep a thread
 * busy with keys of equal hash codes or with deeply nested sets. The same limits apply when a value is written, so that
 * every stored value can be read. Confined to a single thread.
 */
public final class HashBudget {

    /**
     * The maximum number of objects that {@code hashCode} and {@code equals} visit per value; each visit takes a few
     * nanoseconds.
     */
    private static final long MOST_WORK = 100_000_000;

    /** Types whose hash collisions are cheap, because a hash table orders keys of the same comparable type. */
    private static final Set<Class<?>> ORDERED = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Character.class,
            Boolean.class,
            Double.class,
            Float.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Instant.class,
            Duration.class);

    private long spent;

    /**
     * Starts to count the keys of a hash table.
     *
     * @param ordersCollisions whether the table orders keys of equal hash codes, as {@code HashMap} does
     * @return the counter, to be called for each key
     */
    public Table table(boolean ordersCollisions) {
        return new Table(ordersCollisions);
    }

    private void spend(long work) {
        spent = Math.min(Long.MAX_VALUE / 4, spent + work);
        if (spent > MOST_WORK) {
            throw new AttributeSerializationException(
                    "a hash table in it has too many keys that may have the same hash code: use fewer keys, or keys"
                            + " that are strings or numbers",
                    null);
        }
    }

    /** The keys of a hash table. */
    public final class Table {

        private final boolean ordersCollisions;
        private @Nullable Class<?> ordered;
        private long weights;

        private Table(boolean ordersCollisions) {
            this.ordersCollisions = ordersCollisions;
        }

        /**
         * Counts a key.
         *
         * @param type the class of the key, null for the null key; {@link Enum} for a constant of any enum
         * @param weight the number of objects that its {@code hashCode} visits, at least 1
         * @throws AttributeSerializationException if adding this key to the previous ones would take too much work
         */
        public void add(@Nullable Class<?> type, long weight) {
            spend(weight);
            if (type == null || type == Enum.class || isLikeTheOthers(type)) {
                return;
            }
            weights = Math.min(MOST_WORK, weights + weight);
            spend(weights);
        }

        private boolean isLikeTheOthers(Class<?> type) {
            if (!ordersCollisions || !ORDERED.contains(type)) {
                return false;
            }
            if (ordered == null) {
                ordered = type;
            }
            return ordered == type;
        }
    }
}
