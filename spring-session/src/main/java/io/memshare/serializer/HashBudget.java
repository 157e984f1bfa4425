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
 * Limits the work of hashing and comparing keys while one value is read, so that keys chosen to have the same hash code, or
 * sets nested in sets, do not keep a thread busy. The limits hold when a value is written too, so that everything that is
 * stored can be read. For one thread.
 */
public final class HashBudget {

    /** Objects visited by {@code hashCode} and {@code equals} in one value; each takes a few nanoseconds. */
    private static final long MOST_WORK = 100_000_000;

    /** Types whose equal hash codes cost little, as a hash table then compares them by their order. */
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
     * Starts a hash table.
     *
     * @param ordersCollisions whether it compares keys of equal hash codes by their order, as {@code HashMap} does
     * @return to be told each of its keys
     */
    public Table table(boolean ordersCollisions) {
        return new Table(ordersCollisions);
    }

    private void spend(long work) {
        spent = Math.min(Long.MAX_VALUE / 4, spent + work);
        if (spent > MOST_WORK) {
            throw new AttributeSerializationException(
                    "a hash table in it has too many keys that may have the same hash code: use fewer keys, or keys that are"
                            + " strings or numbers",
                    null);
        }
    }

    /** The keys of one hash table. */
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
         * @param type its class, null for the null key; {@link Enum} for a constant of any enum
         * @param weight how many objects its {@code hashCode} visits, at least 1
         * @throws AttributeSerializationException if it takes too much work to add this key to those before it
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
