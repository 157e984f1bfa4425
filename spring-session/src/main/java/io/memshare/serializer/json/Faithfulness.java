package io.memshare.serializer.json;

import io.memshare.serializer.SessionTypes;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether the fields of an object are its entire state. */
final class Faithfulness {

    private Faithfulness() {}

    /** Returns why the fields of a class are not the entire state of its objects, or null if they are. */
    static @Nullable String reasonAgainst(Class<?> type, SessionTypes types) {
        if (type.isHidden()
                || type.isSynthetic()
                || Proxy.isProxyClass(type)
                || type.getName().contains("$$")) {
            return "it is generated at run time";
        }
        if (!types.isOfApplication(type)) {
            return "it is not a type of the application";
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return "it is a throwable";
        }
        if (Externalizable.class.isAssignableFrom(type)) {
            return "it is Externalizable";
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return "it is abstract";
        }
        if (type.isAnonymousClass() || (type.isLocalClass() && !type.isRecord()) || isInner(type)) {
            return "it is an inner, local or anonymous class";
        }
        for (Class<?> each = type; each != Object.class && each != Record.class; each = each.getSuperclass()) {
            String reason = reasonAgainstPart(type, each, types);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private static boolean isInner(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    private static @Nullable String reasonAgainstPart(Class<?> type, Class<?> part, SessionTypes types) {
        if (!types.isOfApplication(part)) {
            return "it extends " + part.getName();
        }
        boolean lost = Serializable.class.isAssignableFrom(type) && !Serializable.class.isAssignableFrom(part);
        if (lost && !stored(part).isEmpty()) {
            return "its superclass " + part.getName() + " has fields and is not Serializable";
        }
        String hook = hook(part);
        return hook == null ? null : "it has its own " + hook;
    }

    private static @Nullable String hook(Class<?> part) {
        for (Method method : part.getDeclaredMethods()) {
            String name = method.getName();
            List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
            boolean counts = switch (name) {
                case "writeObject" -> parameters.equals(List.of(ObjectOutputStream.class)) && !part.isRecord();
                case "readObject" -> parameters.equals(List.of(ObjectInputStream.class)) && !part.isRecord();
                case "readObjectNoData", "writeReplace", "readResolve" -> parameters.isEmpty();
                default -> false;
            };
            if (counts) {
                return name;
            }
        }
        for (Field field : part.getDeclaredFields()) {
            if (field.getName().equals("serialPersistentFields")) {
                return field.getName();
            }
        }
        return null;
    }

    private static List<Field> stored(Class<?> part) {
        return Arrays.stream(part.getDeclaredFields())
                .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .toList();
    }

    /** Returns the non-static fields of a class and its superclasses, the class's own first. */
    static List<Field> instanceFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
