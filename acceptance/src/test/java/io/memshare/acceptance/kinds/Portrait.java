package io.memshare.acceptance.kinds;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.collection.spi.PersistentCollection;

/**
 * Describes a value so completely that two values are equal, also in different JVMs, exactly if their portraits are:
 * the class of every object, its fields or elements, comparators, the order where there is one, and which mutable
 * objects are one and the same. It does not need {@code equals}, and shows what {@code equals} overlooks.
 */
final class Portrait {

    private final StringBuilder out = new StringBuilder();
    private final Map<Object, Integer> seen;

    private Portrait(Map<Object, Integer> seen) {
        this.seen = new IdentityHashMap<>(seen);
    }

    /** Describes the value, which may be null. */
    static String of(Object value) {
        Portrait portrait = new Portrait(Map.of());
        portrait.draw(value);
        return portrait.out.toString();
    }

    private void draw(Object value) {
        if (value == null) {
            out.append("null");
            return;
        }
        Class<?> type = value.getClass();
        if (value instanceof Enum<?> constant) {
            out.append(constant.getDeclaringClass().getName()).append('.').append(constant.name());
        } else if (LeafPortraits.has(value)) {
            markAsSeen(value);
            out.append(type.getName())
                    .append('(')
                    .append(LeafPortraits.of(value))
                    .append(')');
        } else if (drawIfSeen(value)) {
            return;
        } else if (type.isHidden()) {
            drawLambda(value);
        } else if (Proxy.isProxyClass(type)) {
            drawProxy(value);
        } else {
            out.append(type.getName());
            drawContent(value, type);
        }
    }

    private void drawContent(Object value, Class<?> type) {
        if (type.isArray()) {
            drawArray(value);
        } else if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
            out.append("(not loaded)");
        } else if (value instanceof Map<?, ?> map) {
            drawMap(map);
        } else if (value instanceof Collection<?> collection) {
            drawCollection(collection);
        } else if (value instanceof Throwable throwable) {
            drawThrowable(throwable);
        } else if (JdkPortraits.has(value)) {
            list(JdkPortraits.parts(value));
        } else if (ofJdk(type)) {
            out.append('(').append(LeafPortraits.ofUnknown(value)).append(')');
        }
        drawFields(value, type);
    }

    /** Mutable leaves may be shared too, as a date that stands in two fields. */
    private void markAsSeen(Object value) {
        if (LeafPortraits.isMutable(value)) {
            drawIfSeen(value);
        }
    }

    private boolean drawIfSeen(Object value) {
        if (!hasIdentity(value)) {
            return false;
        }
        Integer number = seen.putIfAbsent(value, seen.size());
        out.append('#').append(number == null ? seen.size() - 1 : number);
        if (number == null) {
            out.append('=');
        }
        return number != null;
    }

    /** Two immutable objects that are equal are as good as one that is met twice. */
    private static boolean hasIdentity(Object value) {
        Class<?> type = value.getClass();
        return !type.isRecord()
                && !type.getName().startsWith("java.util.ImmutableCollections$")
                && !type.getName().startsWith("java.util.Collections$Empty")
                && !type.getName().startsWith("java.util.Collections$Singleton");
    }

    private void drawLambda(Object value) {
        out.append("lambda");
        SerializedLambda lambda = LeafPortraits.serialForm(value);
        if (lambda != null) {
            out.append(' ').append(lambda.getImplClass()).append("::").append(lambda.getImplMethodName());
            List<Object> caught = new ArrayList<>();
            for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                caught.add(lambda.getCapturedArg(i));
            }
            list(caught);
        }
    }

    private void drawProxy(Object value) {
        InvocationHandler handler = Proxy.getInvocationHandler(value);
        out.append("proxy");
        list(List.of(value.getClass().getInterfaces()));
        draw(handler);
    }

    private void drawArray(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        list(elements);
    }

    private void drawMap(Map<?, ?> map) {
        out.append(Containers.manner(map));
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (Containers.isUnordered(map)) {
            entries = sorted(entries, entry -> preview(entry.getKey()));
        }
        out.append('{');
        for (Map.Entry<?, ?> entry : entries) {
            draw(entry.getKey());
            out.append(": ");
            draw(entry.getValue());
            out.append(Containers.finds(map, entry) ? ", " : " NOT FOUND BY ITS KEY, ");
        }
        out.append('}');
        if (map instanceof Properties properties) {
            out.append(properties.stringPropertyNames().size()).append(" names");
        }
    }

    private void drawCollection(Collection<?> collection) {
        out.append(Containers.manner(collection));
        List<?> elements = Containers.inOrder(collection);
        list(Containers.isUnordered(collection) ? sorted(elements, this::preview) : elements);
        for (Object element : elements) {
            if (collection instanceof Set<?> set && !Containers.finds(set, element)) {
                out.append(" AN ELEMENT IS NOT FOUND");
            }
        }
    }

    private void drawThrowable(Throwable throwable) {
        List<Object> parts = new ArrayList<>();
        parts.add(throwable.getMessage());
        for (StackTraceElement element : throwable.getStackTrace()) {
            parts.add(element.getClassName() + "." + element.getMethodName() + ":" + element.getLineNumber());
        }
        parts.addAll(List.of(throwable.getSuppressed()));
        if (throwable instanceof java.sql.SQLException sql) {
            parts.addAll(java.util.Arrays.asList(sql.getSQLState(), sql.getErrorCode(), sql.getNextException()));
        }
        parts.add(throwable.getCause());
        list(parts);
    }

    /** The fields of all classes in the hierarchy that are not of the JDK. */
    private void drawFields(Object value, Class<?> type) {
        for (Class<?> declaring = type; declaring != null && !ofJdk(declaring); declaring = declaring.getSuperclass()) {
            for (Field field : inAlphabet(declaring)) {
                out.append(' ')
                        .append(declaring.getSimpleName())
                        .append('.')
                        .append(field.getName())
                        .append('=');
                field.setAccessible(true);
                try {
                    draw(field.get(value));
                } catch (IllegalAccessException ex) {
                    throw new IllegalStateException(ex);
                }
            }
        }
        out.append(';');
    }

    private static Iterable<Field> inAlphabet(Class<?> declaring) {
        Map<String, Field> fields = new TreeMap<>();
        for (Field field : declaring.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                fields.put(field.getName(), field);
            }
        }
        return fields.values();
    }

    private static boolean ofJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getModule().isNamed() || type.isArray();
    }

    private void list(Collection<?> values) {
        out.append('[');
        for (Object value : values) {
            draw(value);
            out.append(", ");
        }
        out.append(']');
    }

    /** The portrait that would be drawn next; where there is no order, it gives one. */
    private String preview(Object value) {
        Portrait preview = new Portrait(seen);
        preview.draw(value);
        return preview.out.toString();
    }

    private static <T> List<T> sorted(List<T> values, java.util.function.Function<T, String> key) {
        List<T> sorted = new ArrayList<>(values);
        sorted.sort(java.util.Comparator.comparing(key));
        return sorted;
    }
}
