package io.memshare.serializer;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.StdConverter;

/**
 * Reads the collections that the JDK has no public type for as what they were, in their order: lists, sets and maps made by
 * {@code List.of}, {@code Arrays.asList}, {@code Collections.unmodifiableList} and so on.
 */
final class JdkCollectionDeserializers extends Deserializers.Base {

    /**
     * One kind.
     *
     * @param inner the type that collects the elements
     * @param finish makes the real one
     */
    private record Kind(Class<?> inner, UnaryOperator<Object> finish) {}

    private static final Map<String, Kind> COLLECTIONS = Map.ofEntries(
            entry("Collections$EmptyList", new Kind(ArrayList.class, it -> Collections.emptyList())),
            entry("Collections$EmptySet", new Kind(LinkedHashSet.class, it -> Collections.emptySet())),
            entry("Collections$SingletonList", new Kind(ArrayList.class, it -> Collections.singletonList(only(it)))),
            entry("Collections$SingletonSet", new Kind(LinkedHashSet.class, it -> Collections.singleton(only(it)))),
            entry(
                    "Collections$UnmodifiableList",
                    new Kind(LinkedList.class, it -> Collections.unmodifiableList(list(it)))),
            entry(
                    "Collections$UnmodifiableRandomAccessList",
                    new Kind(ArrayList.class, it -> Collections.unmodifiableList(list(it)))),
            entry(
                    "Collections$UnmodifiableSet",
                    new Kind(LinkedHashSet.class, it -> Collections.unmodifiableSet(set(it)))),
            entry(
                    "Collections$UnmodifiableCollection",
                    new Kind(ArrayList.class, it -> Collections.unmodifiableCollection(list(it)))),
            entry(
                    "Collections$SynchronizedList",
                    new Kind(LinkedList.class, it -> Collections.synchronizedList(list(it)))),
            entry(
                    "Collections$SynchronizedRandomAccessList",
                    new Kind(ArrayList.class, it -> Collections.synchronizedList(list(it)))),
            entry(
                    "Collections$SynchronizedSet",
                    new Kind(LinkedHashSet.class, it -> Collections.synchronizedSet(set(it)))),
            entry(
                    "Collections$SynchronizedCollection",
                    new Kind(ArrayList.class, it -> Collections.synchronizedCollection(list(it)))),
            entry("Arrays$ArrayList", new Kind(ArrayList.class, it -> Arrays.asList(list(it).toArray()))),
            entry("ImmutableCollections$List12", new Kind(ArrayList.class, it -> List.copyOf(list(it)))),
            entry("ImmutableCollections$ListN", new Kind(ArrayList.class, it -> immutable(list(it)))),
            entry("ImmutableCollections$Set12", new Kind(LinkedHashSet.class, it -> Set.copyOf(set(it)))),
            entry("ImmutableCollections$SetN", new Kind(LinkedHashSet.class, it -> Set.copyOf(set(it)))));

    private static final Map<String, UnaryOperator<Object>> MAPS = Map.of(
            "Collections$EmptyMap", it -> Collections.emptyMap(),
            "Collections$SingletonMap", it -> singletonMap(map(it)),
            "Collections$UnmodifiableMap", it -> Collections.unmodifiableMap(map(it)),
            "Collections$SynchronizedMap", it -> Collections.synchronizedMap(map(it)),
            "ImmutableCollections$Map1", it -> Map.copyOf(map(it)),
            "ImmutableCollections$MapN", it -> Map.copyOf(map(it)));

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
        String name = localName(type);
        return COLLECTIONS.containsKey(name) || MAPS.containsKey(name);
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
            CollectionType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            TypeDeserializer elementTypes,
            ValueDeserializer<?> elements) {
        Kind kind = COLLECTIONS.get(localName(type.getRawClass()));
        if (kind == null) {
            return null;
        }
        JavaType inner =
                config.getTypeFactory().constructCollectionType(collection(kind.inner()), type.getContentType());
        return new StdConvertingDeserializer<>(new Finish(inner, kind.finish()));
    }

    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
            MapType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            KeyDeserializer keys,
            TypeDeserializer elementTypes,
            ValueDeserializer<?> elements) {
        UnaryOperator<Object> finish = MAPS.get(localName(type.getRawClass()));
        if (finish == null) {
            return null;
        }
        JavaType inner =
                config.getTypeFactory().constructMapType(LinkedHashMap.class, type.getKeyType(), type.getContentType());
        return new StdConvertingDeserializer<>(new Finish(inner, finish));
    }

    private static String localName(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.") ? name.substring("java.util.".length()) : "";
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Collection<?>> collection(Class<?> type) {
        return (Class<? extends Collection<?>>) type;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object read) {
        return (List<Object>) read;
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> set(Object read) {
        return (Set<Object>) read;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object read) {
        return (Map<Object, Object>) read;
    }

    /** From {@code List.of}, or from {@code Stream.toList}, which may have nulls and makes the same type of any size. */
    private static List<Object> immutable(List<Object> read) {
        boolean ofStream = read.size() == 1 || read.size() == 2 || read.contains(null);
        return ofStream ? read.stream().toList() : List.copyOf(read);
    }

    private static Object only(Object read) {
        Collection<?> elements = (Collection<?>) read;
        requireOne(elements.size());
        return elements.iterator().next();
    }

    private static Object singletonMap(Map<Object, Object> read) {
        requireOne(read.size());
        Map.Entry<Object, Object> only = read.entrySet().iterator().next();
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    private static void requireOne(int size) {
        if (size != 1) {
            throw Refusals.refused("a singleton has " + size + " elements");
        }
    }

    /** Makes the real collection of the elements read. */
    private static final class Finish extends StdConverter<Object, Object> {

        private final JavaType inner;
        private final UnaryOperator<Object> finish;

        Finish(JavaType inner, UnaryOperator<Object> finish) {
            this.inner = inner;
            this.finish = finish;
        }

        @Override
        public Object convert(Object read) {
            return finish.apply(read);
        }

        @Override
        public JavaType getInputType(TypeFactory factory) {
            return inner;
        }

        @Override
        public JavaType getOutputType(TypeFactory factory) {
            return inner;
        }
    }
}
