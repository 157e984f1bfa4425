package io.memshare.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;

/** The index settings of an application. Safe for use by several threads once configured. */
final class IndexSettings {

    private final List<BiFunction<Session, Map<String, String>, Map<String, String>>> further =
            new CopyOnWriteArrayList<>();
    private IndexResolver<Session> resolver = IndexSettings::userOf;
    private volatile int maximum;
    private volatile WhenFull whenFull = WhenFull.EXPIRE_OLDEST;
    private @Nullable SessionDescription description;

    /**
     * Returns the values of a session by the names of the indexes; by default only the name of the user.
     *
     * @param session the session
     * @param known the values that it has so far, not modified
     */
    Map<String, String> valuesOf(Session session, Map<String, String> known) {
        Map<String, String> values = resolver.resolveIndexesFor(session);
        if (further.isEmpty()) {
            return values;
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        further.forEach(other -> other.apply(session, known).forEach(all::putIfAbsent));
        return all;
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

    void add(BiFunction<Session, Map<String, String>, Map<String, String>> resolver) {
        further.add(resolver);
    }

    void resolver(IndexResolver<Session> resolver) {
        this.resolver = resolver;
    }

    /** Returns whether there is a maximum, and a login beyond it is treated in a given way. */
    boolean limitBy(WhenFull treatment) {
        return maximum > 0 && whenFull == treatment;
    }

    void whenFull(WhenFull whenFull) {
        this.whenFull = whenFull;
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
