package io.memshare.serializer.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Provides constructors that create an object without running a constructor of its class, as Java serialization does.
 * They come from {@code sun.reflect.ReflectionFactory} in the module {@code jdk.unsupported}, which an application may
 * have excluded.
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

    /** Returns the constructor for a class, or null if there is none. */
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
