package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class as described in a stream.
 *
 * @param type the class, or for a proxy its first interface
 * @param flags its serialization flags
 * @param fieldTypes the type codes of its fields, in order
 * @param above its superclasses, topmost first
 */
record StreamClass(Class<?> type, int flags, String fieldTypes, List<StreamClass> above) {

    private static final int WRITE_METHOD = 1;
    private static final int SERIALIZABLE = 2;
    private static final int EXTERNALIZABLE = 4;
    private static final int BLOCK_DATA = 8;

    static StreamClass of(Class<?> type, int flags, String fieldTypes, @Nullable StreamClass above) {
        List<StreamClass> all = new ArrayList<>();
        if (above != null) {
            all.addAll(above.above);
            all.add(above);
        }
        return new StreamClass(type, flags, fieldTypes, all);
    }

    boolean hasWriteMethod() {
        return (flags & WRITE_METHOD) != 0;
    }

    boolean isSerializable() {
        return (flags & SERIALIZABLE) != 0;
    }

    boolean isExternalizable() {
        return (flags & EXTERNALIZABLE) != 0;
    }

    boolean hasBlockData() {
        return (flags & BLOCK_DATA) != 0;
    }

    String name() {
        return type.getName();
    }
}
