package io.memshare.serializer.json;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class, in order. A field is described by its name, and also by its type if values are written without
 * theirs. After the class has changed, a stored value is therefore either read correctly or not at all.
 */
final class FieldLayout {

    private static final long OBJECT_HEADER = 16;
    private static final long FIELD_SIZE = 8;

    private final Field[] fields;
    private final String[] descriptions;
    private final Map<String, Integer> indexes = new HashMap<>();

    /**
     * Creates a layout.
     *
     * @param fields accessible fields with distinct names
     */
    FieldLayout(List<Field> fields) {
        this.fields = fields.toArray(Field[]::new);
        this.descriptions = new String[this.fields.length];
        for (int i = 0; i < descriptions.length; i++) {
            Field field = this.fields[i];
            Class<?> type = field.getType();
            descriptions[i] = isTold(type) ? field.getName() + ":" + type.getName() : field.getName();
            indexes.put(field.getName(), i);
        }
    }

    /**
     * Whether the description of a field has its type: values are written without it, and their JSON does not imply it.
     */
    private static boolean isTold(Class<?> type) {
        return TypePlans.isExact(type) && !TypePlans.tellsItsType(type) && type != int.class && type != boolean.class;
    }

    int size() {
        return fields.length;
    }

    Field field(int index) {
        return fields[index];
    }

    /** Returns the approximate size of an object in bytes. */
    long memory() {
        return OBJECT_HEADER + FIELD_SIZE * fields.length;
    }

    /** Writes the names and types of the fields. */
    void describe(ValueWriter out) {
        out.json().writeStartArray();
        for (String description : descriptions) {
            out.json().writeString(description);
        }
        out.json().writeEndArray();
    }

    /** Writes the values of the fields. */
    void write(Object value, ValueWriter out, TypePlans plans) throws UnfaithfulException {
        for (Field field : fields) {
            Object content;
            try {
                content = field.get(value);
            } catch (IllegalAccessException ex) {
                throw new UnfaithfulException(field.getDeclaringClass(), "its fields cannot be read");
            }
            if (isTold(field.getType())) {
                out.value(content, plans.of(field.getType()));
            } else {
                out.value(content);
            }
        }
    }

    /**
     * Finds the fields of a stored object in this class. The name of a type is loaded only if it is not that of the
     * field, and only for a value: a type that is not allowed is described as well if all its values are null.
     */
    StoredField[] match(List<String> stored, TypePlans plans) throws IOException {
        StoredField[] found = new StoredField[stored.size()];
        for (int i = 0; i < found.length; i++) {
            String description = stored.get(i);
            int colon = description.indexOf(':');
            String name = colon < 0 ? description : description.substring(0, colon);
            Integer index = indexes.get(name);
            if (index == null) {
                throw new IOException("it has a field that its class has not");
            }
            found[i] = new StoredField(index, colon < 0 ? null : plan(index, description, colon, plans));
        }
        return found;
    }

    private Supplier<TypePlan> plan(int index, String description, int colon, TypePlans plans) {
        if (description.equals(descriptions[index])) {
            return () -> plans.of(fields[index].getType());
        }
        String typeName = description.substring(colon + 1);
        return () -> plans.of(plans.load(typeName));
    }

    /** Reads the values of the stored fields, up to the end of the enclosing array. Other fields keep their values. */
    void read(ValueReader in, StoredField[] stored, @Nullable Object[] values, boolean[] present) throws IOException {
        for (StoredField field : stored) {
            in.next();
            Object value = field.read(in);
            if (!accepts(fields[field.index()].getType(), value) || present[field.index()]) {
                throw new IOException("a field has another type than its class says");
            }
            values[field.index()] = value;
            present[field.index()] = true;
        }
        if (!in.isAtEndOfArray()) {
            throw new IOException("more values than fields");
        }
    }

    private static boolean accepts(Class<?> type, @Nullable Object value) {
        if (value == null) {
            return !type.isPrimitive();
        }
        return TypePlans.boxed(type).isInstance(value);
    }
}
