package io.memshare.serializer.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Creates an object without arguments and sets its fields.
 *
 * @param own the no-argument constructor of the class, or null
 * @param serialization the constructor that Java serialization uses, or null; the fallback if the class's own
 *     constructor throws
 */
record BeanMaker(@Nullable Constructor<?> own, @Nullable Constructor<?> serialization) implements InstanceMaker {

    @Override
    public Object make(FieldLayout layout, @Nullable Object[] values, boolean[] present)
            throws ReflectiveOperationException {
        Object made = make();
        for (int i = 0; i < values.length; i++) {
            if (present[i]) {
                layout.field(i).set(made, values[i]);
            }
        }
        return made;
    }

    private Object make() throws ReflectiveOperationException {
        if (own != null) {
            try {
                return own.newInstance();
            } catch (InvocationTargetException ex) {
                if (serialization == null) {
                    throw ex;
                }
            }
        }
        if (serialization == null) {
            throw new NoSuchMethodException("no constructor without parameters");
        }
        return serialization.newInstance();
    }
}
