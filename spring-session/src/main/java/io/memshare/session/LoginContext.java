package io.memshare.session;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.ClassUtils;

/** Reads the login that Spring Security keeps in a session, if Spring Security is present. */
final class LoginContext {

    private static final boolean PRESENT = ClassUtils.isPresent(
            "org.springframework.security.core.context.SecurityContext", LoginContext.class.getClassLoader());

    private LoginContext() {}

    /** Returns the authentication in a security context, or null if the value is not a security context or has none. */
    static @Nullable Object authenticationIn(Object value) {
        return PRESENT ? Contexts.authenticationIn(value) : null;
    }

    /** Loaded only if its types are present. */
    private static final class Contexts {

        static @Nullable Object authenticationIn(Object value) {
            return value instanceof SecurityContext context ? context.getAuthentication() : null;
        }
    }
}
