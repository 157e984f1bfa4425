package io.memshare.serializer.json;

import org.jspecify.annotations.Nullable;

/** Makes an object of its fields. */
interface InstanceMaker {

    /**
     * Makes an object.
     *
     * @param layout the fields
     * @param values their values
     * @param present which of them are stored; the others keep the value that a new object has
     */
    Object make(FieldLayout layout, @Nullable Object[] values, boolean[] present) throws ReflectiveOperationException;
}
