package io.memshare.serializer.jdk;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds classes that Java serialization cannot write, or can write but not read back. */
final class Unserializable {

    private static final ClassValue<String> REASONS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return find(type);
        }
    };

    private Unserializable() {}

    /**
     * Returns why objects of a class cannot be read back, as the end of a sentence that starts with its name, or null
     * if they can.
     */
    static @Nullable String reason(Class<?> type) {
        String reason = REASONS.get(type);
        return reason.isEmpty() ? null : reason;
    }

    private static String find(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            return type.getName().startsWith("java.")
                    ? "is not Serializable: keep a copy of its contents, such as new ArrayList<>(..)"
                    : "is not Serializable: let it implement java.io.Serializable";
        }
        if (type.isArray() || type.isEnum() || type.isRecord() || type.isInterface()) {
            return "";
        }
        if (Externalizable.class.isAssignableFrom(type)) {
            return hasPublicConstructor(type)
                    ? ""
                    : "is Externalizable and has no public constructor without parameters";
        }
        Class<?> above = type;
        while (above != null && Serializable.class.isAssignableFrom(above)) {
            above = above.getSuperclass();
        }
        return above == null || hasUsableConstructor(above, type)
                ? ""
                : "has the superclass " + above.getName() + ", which is not Serializable and has no usable constructor"
                        + " without parameters";
    }

    private static boolean hasPublicConstructor(Class<?> type) {
        try {
            return Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
        } catch (NoSuchMethodException ex) {
            return false;
        }
    }

    private static boolean hasUsableConstructor(Class<?> above, Class<?> type) {
        try {
            Constructor<?> constructor = above.getDeclaredConstructor();
            int modifiers = constructor.getModifiers();
            boolean inherited = Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
            return inherited || (!Modifier.isPrivate(modifiers) && above.getPackage() == type.getPackage());
        } catch (NoSuchMethodException ex) {
            return false;
        }
    }
}
