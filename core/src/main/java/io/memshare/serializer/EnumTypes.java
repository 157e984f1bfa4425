package io.memshare.serializer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** The enum type of a set or map of enums, also of an empty one, which has no method that tells it. */
final class EnumTypes {

    private EnumTypes() {}

    static <E extends Enum<E>> Class<?> of(EnumSet<E> set) {
        EnumSet<E> notEmpty = set.isEmpty() ? EnumSet.complementOf(set) : set;
        if (notEmpty.isEmpty()) {
            throw Refusals.refused("a set of an enum without constants cannot be encoded");
        }
        return notEmpty.iterator().next().getDeclaringClass();
    }

    static Class<?> of(EnumMap<?, ?> map) {
        return map.isEmpty()
                ? serializedKeyType(map)
                : map.keySet().iterator().next().getDeclaringClass();
    }

    /** An empty map names its key type nowhere but in its serialized form. */
    private static Class<?> serializedKeyType(EnumMap<?, ?> empty) {
        try (KeyTypeProbe probe = new KeyTypeProbe()) {
            probe.writeObject(empty);
            if (probe.found == null) {
                throw Refusals.refused("an empty EnumMap that does not tell its key type cannot be encoded");
            }
            return probe.found;
        } catch (IOException ex) {
            throw Refusals.failed("an empty EnumMap cannot be encoded", ex);
        }
    }

    private static final class KeyTypeProbe extends ObjectOutputStream {

        private @Nullable Class<?> found;

        KeyTypeProbe() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
                found = type;
            }
        }
    }
}
