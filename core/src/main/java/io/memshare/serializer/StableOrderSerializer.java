package io.memshare.serializer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes collections that have no order of their own in the natural order of their elements or keys, so that a value
 * which was not changed encodes to the same bytes in every JVM. Elements that have no natural order, or not all the
 * same type, are left in the order of iteration.
 */
final class StableOrderSerializer extends GuardSerializer {

    private static final Set<String> UNORDERED = Set.of(
            "java.util.HashSet",
            "java.util.HashMap",
            "java.util.Hashtable",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.ImmutableCollections$SetN",
            "java.util.ImmutableCollections$Set12",
            "java.util.ImmutableCollections$MapN",
            "java.util.ImmutableCollections$Map1");

    private StableOrderSerializer(ValueSerializer<?> delegate) {
        super(delegate);
    }

    /** The serializer for a type: the given one, wrapped if the type has no order. */
    static ValueSerializer<?> wrap(Class<?> type, ValueSerializer<?> serializer) {
        return UNORDERED.contains(type.getName()) ? new StableOrderSerializer(serializer) : serializer;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        delegate.serialize(ordered(value), generator, context);
    }

    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
        delegate.serializeWithType(ordered(value), generator, context, types);
    }

    @Override
    GuardSerializer before(ValueSerializer<?> serializer) {
        return new StableOrderSerializer(serializer);
    }

    private static Object ordered(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Object> keys = new ArrayList<>(map.keySet());
            return sort(keys) ? new StandIn.OfMap(map, keys) : value;
        }
        Collection<?> collection = (Collection<?>) value;
        List<Object> elements = new ArrayList<>(collection);
        return sort(elements) ? new StandIn.OfCollection(collection, elements) : value;
    }

    private static boolean sort(List<Object> elements) {
        if (elements.size() < 2 || !(elements.get(0) instanceof Comparable<?> first)) {
            return false;
        }
        for (Object element : elements) {
            if (element == null || element.getClass() != first.getClass()) {
                return false;
            }
        }
        elements.sort(naturalOrder());
        return true;
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> naturalOrder() {
        return (left, right) -> ((Comparable<Object>) left).compareTo(right);
    }
}
