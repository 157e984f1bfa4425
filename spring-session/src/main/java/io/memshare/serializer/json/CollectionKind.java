package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDK collection that can be restored from its elements. Views of other collections are excluded, because the
 * underlying collection may appear elsewhere in the value.
 *
 * @param className the name of its class
 * @param head the data it is created with, beside its elements
 * @param hashing how it hashes its elements
 * @param isFixed whether it is unmodifiable, so that two empty instances cannot be told apart
 * @param make creates it from its head and its elements
 */
@SuppressWarnings("JdkObsolete") // applications store them
record CollectionKind(
        String className,
        Head head,
        Hashing hashing,
        boolean isFixed,
        BiFunction<@Nullable Object, List<@Nullable Object>, Object> make) {

    /** The approximate size of an empty collection or map in bytes. */
    static final long MEMORY = 64;

    private static final String IMMUTABLE = "java.util.ImmutableCollections$";
    private static final String COLLECTIONS = "java.util.Collections$";

    /** How a collection locates its elements. */
    enum Hashing {
        NONE,
        ORDERS_COLLISIONS,
        PROBES
    }

    /** The kinds by class name. */
    static final Map<String, CollectionKind> ALL = Stream.of(
                    list("java.util.ArrayList", ArrayList::new),
                    list("java.util.LinkedList", LinkedList::new),
                    list("java.util.Vector", Vector::new),
                    list("java.util.ArrayDeque", ArrayDeque::new),
                    list("java.util.concurrent.CopyOnWriteArrayList", CopyOnWriteArrayList::new),
                    new CollectionKind(
                            "java.util.Arrays$ArrayList",
                            Head.ARRAY,
                            Hashing.NONE,
                            false,
                            (head, elements) -> Arrays.asList(elements.toArray())),
                    set("java.util.HashSet", HashSet::new),
                    set("java.util.LinkedHashSet", LinkedHashSet::new),
                    new CollectionKind(
                            "java.util.TreeSet", Head.COMPARATOR, Hashing.NONE, false, CollectionKind::treeSet),
                    fixed(COLLECTIONS + "EmptyList", Hashing.NONE, elements -> Collections.emptyList()),
                    fixed(COLLECTIONS + "EmptySet", Hashing.NONE, elements -> Collections.emptySet()),
                    fixed(COLLECTIONS + "SingletonList", Hashing.NONE, e -> Collections.singletonList(only(e))),
                    fixed(COLLECTIONS + "SingletonSet", Hashing.NONE, e -> Collections.singleton(only(e))),
                    fixed(IMMUTABLE + "List12", Hashing.NONE, List::copyOf),
                    new CollectionKind(
                            IMMUTABLE + "ListN", Head.NULLABLE, Hashing.NONE, true, CollectionKind::immutableList),
                    fixed(IMMUTABLE + "Set12", Hashing.PROBES, Set::copyOf),
                    fixed(IMMUTABLE + "SetN", Hashing.PROBES, Set::copyOf))
            .collect(Collectors.toUnmodifiableMap(CollectionKind::className, kind -> kind));

    private static CollectionKind list(
            String className, Function<List<@Nullable Object>, Collection<@Nullable Object>> make) {
        return new CollectionKind(className, Head.NONE, Hashing.NONE, false, (head, elements) -> make.apply(elements));
    }

    private static CollectionKind set(
            String className, Function<List<@Nullable Object>, Collection<@Nullable Object>> make) {
        return new CollectionKind(
                className, Head.NONE, Hashing.ORDERS_COLLISIONS, false, (head, elements) -> make.apply(elements));
    }

    private static CollectionKind fixed(
            String className, Hashing hashing, Function<List<@Nullable Object>, Collection<@Nullable Object>> make) {
        return new CollectionKind(className, Head.NONE, hashing, true, (head, elements) -> make.apply(elements));
    }

    @SuppressWarnings("unchecked")
    private static Object treeSet(@Nullable Object comparator, List<@Nullable Object> elements) {
        return new TreeSet<>(new StoredOrder.OfElements((Comparator<@Nullable Object>) comparator, elements));
    }

    private static Object immutableList(@Nullable Object mayHaveNulls, List<@Nullable Object> elements) {
        return Boolean.TRUE.equals(mayHaveNulls) ? elements.stream().toList() : List.copyOf(elements);
    }

    private static @Nullable Object only(List<@Nullable Object> elements) {
        if (elements.size() != 1) {
            throw new IllegalArgumentException("not one element");
        }
        return elements.get(0);
    }

    HashBudget.@Nullable Table table(HashBudget budget) {
        return hashing == Hashing.NONE ? null : budget.table(hashing == Hashing.ORDERS_COLLISIONS);
    }
}
