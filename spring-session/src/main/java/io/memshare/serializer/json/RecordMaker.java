package io.memshare.serializer.json;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * Creates a record by its canonical constructor, as Java serialization does.
 *
 * @param constructor the accessible constructor
 */
record RecordMaker(Constructor<?> constructor) implements InstanceMaker {

    @Override
    public Object make(FieldLayout layout, @Nullable Object[] values, boolean[] present)
            throws ReflectiveOperationException {
        for (int i = 0; i < values.length; i++) {
            Class<?> type = layout.field(i).getType();
            if (!present[i] && type.isPrimitive()) {
                values[i] = Array.get(Array.newInstance(type, 1), 0);
            }
        }
        return constructor.newInstance(values);
    }
}
