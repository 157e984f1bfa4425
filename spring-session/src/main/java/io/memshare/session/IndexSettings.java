package io.memshare.session;

import java.util.Map;
import org.springframework.session.DelegatingIndexResolver;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;

/** What an application sets about its indexes. Safe for use by several threads once it is set up. */
final class IndexSettings {

    private IndexResolver<Session> resolver = new DelegatingIndexResolver<>(new PrincipalNameIndexResolver<>());
    private int maximum;

    /** Returns the values of a session, by the names of the indexes; that of the user unless the application says more. */
    Map<String, String> valuesOf(Session session) {
        return resolver.resolveIndexesFor(session);
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
