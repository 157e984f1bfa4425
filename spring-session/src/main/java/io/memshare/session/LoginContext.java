package io.memshare.session;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.ClassUtils;

/** Looks into the login that Spring Security keeps in a session, where there is Spring Security. */
final class LoginContext {

    private static final boolean PRESENT = ClassUtils.isPresent(
            "org.springframework.security.core.context.SecurityContext", LoginContext.class.getClassLoader());

    private LoginContext() {}

    /** Returns the authentication in a security context, or null if the value is another or has none. */
    static @Nullable Object authenticationIn(Object value) {
        return PRESENT ? Contexts.authenticationIn(value) : null;
    }

    /** Is loaded only where its types are. */
    private static final class Contexts {

        static @Nullable Object authenticationIn(Object value) {
            return value instanceof SecurityContext context ? context.getAuthentication() : null;
        }
    }
}
