package io.memshare.serializer.json;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.HashBudget;
import org.jspecify.annotations.Nullable;

/** Counts the keys of hash tables. */
final class Keys {

    private Keys() {}

    static void count(HashBudget.@Nullable Table table, @Nullable Object key, long weight) {
        if (table != null) {
            table.add(key == null ? null : key instanceof Enum ? Enum.class : key.getClass(), weight);
        }
    }

    /**
     * Counts a key that was written, so that every table that is written can be read.
     *
     * @throws UnfaithfulException if it is one too many
     */
    static void countWritten(HashBudget.@Nullable Table table, @Nullable Object key, long weight, Object container)
            throws UnfaithfulException {
        try {
            count(table, key, weight);
        } catch (AttributeSerializationException ex) {
            throw new UnfaithfulException(container.getClass(), "it has too many keys");
        }
    }
}
