package io.memshare.serializer.json;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field of a stored object.
 *
 * @param index its index among the fields of the class
 * @param plan provides the plan of its values, or null if each value names its type
 */
record StoredField(int index, @Nullable Supplier<TypePlan> plan) {

    /** Reads a value of the field. The plan is asked for only if there is a value, so that null needs no type. */
    @Nullable Object read(ValueReader in) throws IOException {
        return plan == null || in.isNull() ? in.value() : in.value(plan.get());
    }
}
