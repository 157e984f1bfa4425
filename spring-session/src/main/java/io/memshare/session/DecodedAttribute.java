package io.memshare.session;

import io.memshare.serializer.AttributeSerializer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute as the application uses it.
 *
 * @param value the value
 * @param mayHaveChanged tells whether it may have changed without being set again
 * @param login the authentication that it contained when decoded, if it is a security context
 */
record DecodedAttribute(
        Object value,
        BooleanSupplier mayHaveChanged,
        @Nullable Object login) {

    /** Creates an attribute that was read from the nodes. */
    static DecodedAttribute of(String name, AttributeSerializer.Decoded decoded) {
        BooleanSupplier mayHaveChanged = AttributeNames.isSetAnew(name) ? () -> false : decoded.mayHaveChanged();
        return new DecodedAttribute(decoded.value(), mayHaveChanged, LoginContext.authenticationIn(decoded.value()));
    }

    /** Creates an attribute that was set and saved. */
    static DecodedAttribute saved(String name, Object value) {
        return of(name, new AttributeSerializer.Decoded(value, () -> true));
    }

    /**
     * Returns whether the value must be compared with the stored value. A security context that contains another
     * authentication than before is exempt: Spring Security saves a context explicitly, and a temporary authentication
     * must not become permanent because it was not reset.
     */
    boolean isToBeCompared() {
        return LoginContext.authenticationIn(value) == login && mayHaveChanged.getAsBoolean();
    }
}
