package io.memshare.serializer.json;

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
}
