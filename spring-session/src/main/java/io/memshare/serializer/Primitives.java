package io.memshare.serializer;

import java.util.List;

/** The primitive types, which no class loader finds by name. */
final class Primitives {

    static final List<Class<?>> ALL = List.of(
            boolean.class,
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            void.class);

    private Primitives() {}
}
