package io.memshare.serializer;

import java.util.function.BooleanSupplier;

/**
 * Watches a decoded value.
 *
 * @param mayHaveChanged tells whether the value may encode to other bytes than those it was decoded from
 * @param isUntouched tells whether the value is still as it was decoded, including what is not encoded, such as
 *     transient fields
 */
public record Watch(BooleanSupplier mayHaveChanged, BooleanSupplier isUntouched) {

    /** Watches nothing: the value counts as changed at any time. */
    public static final Watch NOTHING = new Watch(() -> true, () -> false);
}
