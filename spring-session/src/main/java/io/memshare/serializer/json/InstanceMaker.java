package io.memshare.serializer.json;

import org.jspecify.annotations.Nullable;

/** Creates an object from its fields. */
interface InstanceMaker {

    /**
     * Creates an object.
     *
     * @param layout the fields
     * @param values their values
     * @param present which fields are stored; the others keep the initial value of a new object
     */
    Object make(FieldLayout layout, @Nullable Object[] values, boolean[] present) throws ReflectiveOperationException;
}
