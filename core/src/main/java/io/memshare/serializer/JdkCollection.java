package io.memshare.serializer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a collection is made again that the JDK has no public type for.
 *
 * @param elements the type that collects the elements or entries
 * @param finish makes the real one of it
 */
record JdkCollection(Class<?> elements, UnaryOperator<Object> finish) {

    private static final String PREFIX = "java.util.";

    private static final Map<String, JdkCollection> KINDS = Map.ofEntries(
            list("Collections$EmptyList", read -> Collections.emptyList()),
            list("Collections$SingletonList", read -> Collections.singletonList(read.get(0))),
            list("Collections$UnmodifiableRandomAccessList", Collections::unmodifiableList),
            list("Collections$UnmodifiableCollection", Collections::unmodifiableCollection),
            list("Collections$SynchronizedRandomAccessList", Collections::synchronizedList),
            list("Collections$SynchronizedCollection", Collections::synchronizedCollection),
            list("Arrays$ArrayList", read -> Arrays.asList(read.toArray())),
            list("ImmutableCollections$List12", List::copyOf),
            list("ImmutableCollections$ListN", JdkCollection::immutable),
            linkedList("Collections$UnmodifiableList", Collections::unmodifiableList),
            linkedList("Collections$SynchronizedList", Collections::synchronizedList),
            set("Collections$EmptySet", read -> Collections.emptySet()),
            set(
                    "Collections$SingletonSet",
                    read -> Collections.singleton(read.iterator().next())),
            set("Collections$UnmodifiableSet", Collections::unmodifiableSet),
            set("Collections$SynchronizedSet", Collections::synchronizedSet),
            set("ImmutableCollections$Set12", Set::copyOf),
            set("ImmutableCollections$SetN", Set::copyOf),
            map("Collections$EmptyMap", read -> Collections.emptyMap()),
            map("Collections$SingletonMap", JdkCollection::singletonMap),
            map("Collections$UnmodifiableMap", Collections::unmodifiableMap),
            map("Collections$SynchronizedMap", Collections::synchronizedMap),
            map("ImmutableCollections$Map1", Map::copyOf),
            map("ImmutableCollections$MapN", Map::copyOf));

    /** The kind of a type, or null if Jackson makes it again itself. */
    static @Nullable JdkCollection of(Class<?> type) {
        String name = type.getName();
        return name.startsWith(PREFIX) ? KINDS.get(name.substring(PREFIX.length())) : null;
    }

    /** From {@code List.of}, or from {@code Stream.toList}, which may have nulls and makes the same type of any size. */
    private static List<Object> immutable(List<Object> read) {
        boolean ofStream = read.size() == 1 || read.size() == 2 || read.contains(null);
        return ofStream ? read.stream().toList() : List.copyOf(read);
    }

    private static Map<Object, Object> singletonMap(Map<Object, Object> read) {
        Map.Entry<Object, Object> only = read.entrySet().iterator().next();
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<String, JdkCollection> list(String name, Function<List<Object>, Object> finish) {
        return Map.entry(name, new JdkCollection(ArrayList.class, read -> finish.apply((List<Object>) read)));
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<String, JdkCollection> linkedList(String name, Function<List<Object>, Object> finish) {
        return Map.entry(name, new JdkCollection(LinkedList.class, read -> finish.apply((List<Object>) read)));
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<String, JdkCollection> set(String name, Function<Set<Object>, Object> finish) {
        return Map.entry(name, new JdkCollection(LinkedHashSet.class, read -> finish.apply((Set<Object>) read)));
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<String, JdkCollection> map(String name, Function<Map<Object, Object>, Object> finish) {
        return Map.entry(
                name, new JdkCollection(LinkedHashMap.class, read -> finish.apply((Map<Object, Object>) read)));
    }
}
