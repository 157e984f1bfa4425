package io.memshare.serializer.json;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores an array as a JSON array of its elements. An element names its type unless the array type determines it. */
final class ArrayPlan implements TypePlan {

    private final Class<?> component;
    private final @Nullable TypePlan plan;

    /**
     * Creates a plan.
     *
     * @param component the component type
     * @param plan the plan of its elements, or null if each element names its type
     */
    ArrayPlan(Class<?> component, @Nullable TypePlan plan) {
        this.component = component;
        this.plan = plan;
    }

    @Override
    public void write(Object array, ValueWriter out) throws UnfaithfulException {
        out.meetArray(array);
        int length = Array.getLength(array);
        out.json().writeStartArray();
        for (int i = 0; i < length; i++) {
            Object element = Array.get(array, i);
            if (plan == null) {
                out.value(element);
            } else {
                out.value(element, plan);
            }
        }
        out.json().writeEndArray();
        out.leave();
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        in.startArray();
        in.take(16);
        List<@Nullable Object> elements = new ArrayList<>();
        while (!in.isAtEndOfArray()) {
            elements.add(plan == null ? in.value() : in.value(plan));
        }
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            set(array, i, elements.get(i));
        }
        return array;
    }

    private static void set(Object array, int index, @Nullable Object element) throws IOException {
        try {
            Array.set(array, index, element);
        } catch (IllegalArgumentException | NullPointerException ex) {
            throw new IOException("an element of another type than its array", ex);
        }
    }
}
