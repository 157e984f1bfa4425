package io.memshare.serializer;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A value that was read in one of the forms.
 *
 * @param value the value
 * @param isOfApplication whether an object of a type of the application is anywhere in it
 * @param watch starts to watch the value for changes: what it returns tells later whether there may have been one
 */
public record FormValue(Object value, boolean isOfApplication, Supplier<BooleanSupplier> watch) {

    /** A value that may have changed at any time, as far as its form can tell. */
    public FormValue(Object value, boolean isOfApplication) {
        this(value, isOfApplication, () -> () -> true);
    }
}
