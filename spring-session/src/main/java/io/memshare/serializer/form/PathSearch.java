package io.memshare.serializer.form;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the path from a value to an object inside it, by fields and positions. Map keys are numbered and not quoted,
 * because they are values too.
 */
final class PathSearch {

    private static final int MOST_OBJECTS = 10_000;

    private final Object target;
    private final Queue<Step> steps = new ArrayDeque<>();
    private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();

    /** A visited object and the path to it. */
    private record Step(Object object, String path) {}

    private PathSearch(Object target) {
        this.target = target;
    }

    /** Returns the path, such as {@code items[3].product}, or null if the object is not found. */
    static @Nullable String path(Object value, Object target) {
        return new PathSearch(target).search(value);
    }

    private @Nullable String search(Object value) {
        reach(value, "");
        for (Step step = steps.poll(); step != null && seen.size() < MOST_OBJECTS; step = steps.poll()) {
            if (step.object() == target) {
                return step.path().startsWith(".") ? step.path().substring(1) : step.path();
            }
            expand(step);
        }
        return null;
    }

    private void reach(@Nullable Object object, String path) {
        if (object != null && seen.put(object, object) == null) {
            steps.add(new Step(object, path));
        }
    }

    private void expand(Step step) {
        Object object = step.object();
        int index = 0;
        if (object instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                reach(entry.getKey(), step.path() + "[key " + index + "]");
                reach(entry.getValue(), step.path() + "[value " + index++ + "]");
            }
        } else if (object instanceof Collection<?> collection) {
            for (Object element : collection) {
                reach(element, step.path() + "[" + index++ + "]");
            }
        } else if (object instanceof Object[] array) {
            for (; index < Array.getLength(array); index++) {
                reach(array[index], step.path() + "[" + index + "]");
            }
        } else if (object instanceof Optional<?> optional) {
            reach(optional.orElse(null), step.path());
        } else if (object instanceof Throwable throwable) {
            reach(throwable.getCause(), step.path() + ".cause");
        }
        fields(step);
    }

    private void fields(Step step) {
        for (Class<?> type = step.object().getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean stored = (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
                if (stored && !field.getType().isPrimitive() && field.trySetAccessible()) {
                    reach(content(field, step.object()), step.path() + "." + field.getName());
                }
            }
        }
    }

    private static @Nullable Object content(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException ex) {
            return null;
        }
    }
}
