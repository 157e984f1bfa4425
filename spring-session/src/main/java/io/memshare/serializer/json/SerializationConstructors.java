package io.memshare.serializer.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Constructors that make an object without running one of its class, as Java serialization makes its objects. They come
 * from {@code sun.reflect.ReflectionFactory} in the module {@code jdk.unsupported}, which an application may have left out.
 */
final class SerializationConstructors {

    private static final @Nullable Object FACTORY = factory();

    private SerializationConstructors() {}

    private static @Nullable Object factory() {
        try {
            Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
            return type.getMethod("getReflectionFactory").invoke(null);
        } catch (ReflectiveOperationException | LinkageError ex) {
            return null;
        }
    }

    /** Returns the constructor of a class, or null where there is none. */
    static @Nullable Constructor<?> of(Class<?> type) {
        if (FACTORY == null) {
            return null;
        }
        try {
            Method method =
                    FACTORY.getClass().getMethod("newConstructorForSerialization", Class.class, Constructor.class);
            return (Constructor<?>) method.invoke(FACTORY, type, Object.class.getDeclaredConstructor());
        } catch (ReflectiveOperationException ex) {
            return null;
        }
    }
}
