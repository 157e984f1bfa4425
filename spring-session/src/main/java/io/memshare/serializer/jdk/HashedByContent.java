package io.memshare.serializer.jdk;

import java.lang.reflect.Method;

/** The classes whose {@code hashCode} depends on the contents of an object. */
final class HashedByContent {

    private static final ClassValue<Boolean> HASHED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.isInterface() || type.isRecord() || overridesHashCode(type);
        }
    };

    private HashedByContent() {}

    static boolean contains(Class<?> type) {
        return HASHED.get(type);
    }

    private static boolean overridesHashCode(Class<?> type) {
        try {
            Method method = type.getMethod("hashCode");
            return method.getDeclaringClass() != Object.class && method.getDeclaringClass() != Enum.class;
        } catch (NoSuchMethodException | LinkageError ex) {
            return true;
        }
    }
}
