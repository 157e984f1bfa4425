package io.memshare.session;

import java.util.Map;
import org.springframework.expression.EvaluationException;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;

/** What an application sets about its indexes. Safe for use by several threads once it is set up. */
final class IndexSettings {

    private IndexResolver<Session> resolver = IndexSettings::userOf;
    private int maximum;

    /** Returns the values of a session, by the names of the indexes; that of the user unless the application says more. */
    Map<String, String> valuesOf(Session session) {
        return resolver.resolveIndexesFor(session);
    }

    /** An attribute that has the name of a login and is none tells of no user; that is no reason to lose the session. */
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

    /** Returns how many sessions a user may have, 0 for as many as there is room for. */
    int maximum() {
        return maximum;
    }

    void maximum(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a maximum of " + maximum + " sessions lets nobody log in");
        }
        this.maximum = maximum;
    }
}
