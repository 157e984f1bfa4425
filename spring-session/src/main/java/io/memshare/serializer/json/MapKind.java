package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDK map that can be restored from its entries.
 *
 * @param className the name of its class
 * @param head the data it is created with, beside its entries
 * @param hashing how it hashes its keys
 * @param isFixed whether it is unmodifiable, so that two empty instances cannot be told apart
 * @param make creates it from its head and its entries
 */
@SuppressWarnings("JdkObsolete") // applications store them
record MapKind(
        String className,
        Head head,
        CollectionKind.Hashing hashing,
        boolean isFixed,
        BiFunction<@Nullable Object, List<Map.Entry<@Nullable Object, @Nullable Object>>, Object> make) {

    private static final String IMMUTABLE = "java.util.ImmutableCollections$";
    private static final String COLLECTIONS = "java.util.Collections$";
    private static final float LOAD_FACTOR = 0.75f;
    private static final int CAPACITY = 16;

    /** The kinds by class name. */
    static final Map<String, MapKind> ALL = Stream.of(
                    map("java.util.HashMap", CollectionKind.Hashing.ORDERS_COLLISIONS, HashMap::new),
                    map("java.util.Hashtable", CollectionKind.Hashing.PROBES, Hashtable::new),
                    map(
                            "java.util.concurrent.ConcurrentHashMap",
                            CollectionKind.Hashing.ORDERS_COLLISIONS,
                            ConcurrentHashMap::new),
                    new MapKind(
                            "java.util.LinkedHashMap",
                            Head.ACCESS_ORDER,
                            CollectionKind.Hashing.ORDERS_COLLISIONS,
                            false,
                            MapKind::linked),
                    new MapKind(
                            "java.util.TreeMap", Head.COMPARATOR, CollectionKind.Hashing.NONE, false, MapKind::tree),
                    fixed(COLLECTIONS + "EmptyMap", CollectionKind.Hashing.NONE, map -> Collections.emptyMap()),
                    fixed(COLLECTIONS + "SingletonMap", CollectionKind.Hashing.NONE, MapKind::singleton),
                    fixed(IMMUTABLE + "Map1", CollectionKind.Hashing.PROBES, Map::copyOf),
                    fixed(IMMUTABLE + "MapN", CollectionKind.Hashing.PROBES, Map::copyOf))
            .collect(Collectors.toUnmodifiableMap(MapKind::className, kind -> kind));

    static Map.Entry<@Nullable Object, @Nullable Object> entry(@Nullable Object key, @Nullable Object value) {
        return new SimpleImmutableEntry<>(key, value);
    }

    private static MapKind map(
            String className, CollectionKind.Hashing hashing, Supplier<Map<@Nullable Object, @Nullable Object>> make) {
        return new MapKind(className, Head.NONE, hashing, false, (head, entries) -> fill(make.get(), entries));
    }

    private static MapKind fixed(
            String className,
            CollectionKind.Hashing hashing,
            Function<Map<@Nullable Object, @Nullable Object>, Map<?, ?>> make) {
        return new MapKind(
                className,
                Head.NONE,
                hashing,
                true,
                (head, entries) -> make.apply(fill(new LinkedHashMap<>(), entries)));
    }

    private static Object linked(
            @Nullable Object accessOrder, List<Map.Entry<@Nullable Object, @Nullable Object>> entries) {
        return fill(new LinkedHashMap<>(CAPACITY, LOAD_FACTOR, Boolean.TRUE.equals(accessOrder)), entries);
    }

    @SuppressWarnings("unchecked")
    private static Object tree(
            @Nullable Object comparator, List<Map.Entry<@Nullable Object, @Nullable Object>> entries) {
        return new TreeMap<>(new StoredOrder.OfEntries((Comparator<@Nullable Object>) comparator, entries));
    }

    private static Map<?, ?> singleton(Map<@Nullable Object, @Nullable Object> entries) {
        if (entries.size() != 1) {
            throw new IllegalArgumentException("not one entry");
        }
        Map.Entry<?, ?> only = entries.entrySet().iterator().next();
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    private static Map<@Nullable Object, @Nullable Object> fill(
            Map<@Nullable Object, @Nullable Object> map, List<Map.Entry<@Nullable Object, @Nullable Object>> entries) {
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    HashBudget.@Nullable Table table(HashBudget budget) {
        return hashing == CollectionKind.Hashing.NONE
                ? null
                : budget.table(hashing == CollectionKind.Hashing.ORDERS_COLLISIONS);
    }
}
