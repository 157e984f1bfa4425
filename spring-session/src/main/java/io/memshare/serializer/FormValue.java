package io.memshare.serializer;

import java.util.function.Supplier;

/**
 * A value that was read in either form.
 *
 * @param value the value
 * @param isOfApplication whether the value is, or contains, an object of an application type
 * @param watch starts to watch the value
 */
public record FormValue(Object value, boolean isOfApplication, Supplier<Watch> watch) {

    /** Creates a value whose form cannot detect changes, so that it counts as changed at any time. */
    public FormValue(Object value, boolean isOfApplication) {
        this(value, isOfApplication, () -> Watch.NOTHING);
    }
}
