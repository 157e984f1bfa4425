package io.memshare.session;

import io.memshare.serializer.AttributeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute as the application uses it.
 *
 * @param decoded the value
 * @param isSetAnew whether the framework that owns the attribute sets it again whenever it changes it
 * @param login the authentication that it contained when decoded, if it is a security context
 */
record DecodedAttribute(
        AttributeSerializer.Decoded decoded,
        boolean isSetAnew,
        @Nullable Object login) {

    /** Creates an attribute that was read from the nodes. */
    static DecodedAttribute of(String name, AttributeSerializer.Decoded decoded) {
        return new DecodedAttribute(
                decoded, AttributeNames.isSetAnew(name), LoginContext.authenticationIn(decoded.value()));
    }

    /** Creates an attribute that was set and saved. */
    static DecodedAttribute saved(String name, Object value) {
        return of(name, new AttributeSerializer.Decoded(value, () -> true));
    }

    Object value() {
        return decoded.value();
    }

    /**
     * Returns whether the value must be compared with the stored value. A security context that contains another
     * authentication than before is exempt: Spring Security saves a context explicitly, and a temporary authentication
     * must not become permanent because it was not reset.
     */
    boolean isToBeCompared() {
        return !isSetAnew && !hasOtherLogin() && decoded.mayHaveChanged().getAsBoolean();
    }

    /** Returns whether this is a security context that contains another authentication than before. */
    boolean hasOtherLogin() {
        return LoginContext.authenticationIn(value()) != login;
    }
}
