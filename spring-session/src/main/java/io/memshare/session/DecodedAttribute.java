package io.memshare.session;

import io.memshare.serializer.AttributeSerializer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An attribute's value as the application has it.
 *
 * @param value the value
 * @param mayHaveChanged tells whether it may have been changed without being set again
 * @param login the authentication that was in it, if it is a security context
 */
record DecodedAttribute(
        Object value,
        BooleanSupplier mayHaveChanged,
        @Nullable Object login) {

    /** An attribute that was read from the nodes. */
    static DecodedAttribute of(String name, AttributeSerializer.Decoded decoded) {
        BooleanSupplier mayHaveChanged = AttributeNames.isSetAnew(name) ? () -> false : decoded.mayHaveChanged();
        return new DecodedAttribute(decoded.value(), mayHaveChanged, LoginContext.authenticationIn(decoded.value()));
    }

    /** An attribute that was set, and saved. */
    static DecodedAttribute saved(String name, Object value) {
        return of(name, new AttributeSerializer.Decoded(value, () -> true));
    }

    /**
     * Returns whether it has to be compared with what is stored. A security context with another authentication than it
     * had is not: Spring Security saves a context explicitly, and an authentication that is lent for a while must not become
     * permanent because nothing took it back.
     */
    boolean isToBeCompared() {
        return LoginContext.authenticationIn(value) == login && mayHaveChanged.getAsBoolean();
    }
}
