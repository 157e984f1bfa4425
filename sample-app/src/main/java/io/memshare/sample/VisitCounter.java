package io.memshare.sample;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** The number of visits so far, kept in the session. */
final class VisitCounter {

    /** The name of the attribute. */
    static final String ATTRIBUTE = "visit";

    private VisitCounter() {}

    /** Returns the number of visits so far, or null if the session has none yet. */
    static @Nullable Integer of(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof Number visits ? visits.intValue() : null;
    }

    static void set(HttpSession session, int visits) {
        session.setAttribute(ATTRIBUTE, visits);
    }
}
