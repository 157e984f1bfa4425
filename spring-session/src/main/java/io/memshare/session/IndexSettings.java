package io.memshare.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;

/** The index settings of an application. Safe for use by several threads once configured. */
final class IndexSettings {

    private IndexResolver<Session> resolver = IndexSettings::userOf;
    private int maximum;
    private @Nullable SessionDescription description;

    /** Returns the values of a session by the names of the indexes; by default only the name of the user. */
    Map<String, String> valuesOf(Session session) {
        return resolver.resolveIndexesFor(session);
    }

    /**
     * Returns the name of the user. An attribute that has the name of a login but a different type identifies no user,
     * which is no reason to lose the session.
     */
    private static Map<String, String> userOf(Session session) {
        try {
            return new PrincipalNameIndexResolver<>().resolveIndexesFor(session);
        } catch (EvaluationException ex) {
            return Map.of();
        }
    }

    void resolver(IndexResolver<Session> resolver) {
        this.resolver = resolver;
    }

    @Nullable SessionDescription description() {
        return description;
    }

    void description(SessionDescription description) {
        this.description = description;
    }

    /** Returns the maximum number of sessions of a user, 0 for no maximum. */
    int maximum() {
        return maximum;
    }

    void maximum(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a maximum of " + maximum + " sessions permits no login");
        }
        this.maximum = maximum;
    }
}
