package io.memshare.simulation;

import io.memshare.session.SimulatedSessions.Answer;
import io.memshare.state.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judge of a simulation in which a majority of the copies answers. It knows no node, only what clients were told
 * and when: what a client was told before a request began has to be in the answer to it, whatever happened in between,
 * and whoever asks.
 */
final class Ledger {

    private final Log log;
    private final Map<String, Map<String, Fact>> known = new HashMap<>();
    private final Set<String> endings = new HashSet<>();
    private final List<String> broken = new ArrayList<>();
    private int answered;
    private int refused;

    Ledger(Log log) {
        this.log = log;
    }

    List<String> broken() {
        return broken;
    }

    void broken(String what) {
        log.add("BROKEN: " + what);
        broken.add(what);
    }

    /** Returns how many requests were answered. */
    int answered() {
        return answered;
    }

    /** Returns how many requests were refused. */
    int refused() {
        return refused;
    }

    /** Returns what is known of a session when a request for it begins. */
    Set<Fact> known(String id) {
        return Set.copyOf(known.getOrDefault(id, Map.of()).values());
    }

    /** Returns all sessions that a client was told of. */
    Set<String> ids() {
        return Set.copyOf(known.keySet());
    }

    /** A client has been told something. Of an attribute the latest change tells all. */
    void told(Fact fact) {
        String subject = fact.gone() ? "gone" : String.valueOf(fact.attribute());
        known.computeIfAbsent(fact.id(), id -> new LinkedHashMap<>())
                .merge(subject, fact, (before, now) -> later(before, now) ? now : before);
    }

    private static boolean later(Fact before, Fact now) {
        return before.at() != null && now.at() != null && now.at().compareTo(before.at()) > 0;
    }

    /** A request begins that may end a session, whatever comes of it. */
    void ending(String id) {
        endings.add(id);
    }

    /** A request has been answered, or refused. */
    void ended(boolean unavailable) {
        answered += unavailable ? 0 : 1;
        refused += unavailable ? 1 : 0;
    }

    /**
     * Judges the answer to a read.
     *
     * @param before what was known when it began
     */
    void read(String id, Answer answer, Set<Fact> before) {
        if (answer instanceof Answer.Found found) {
            found(id, found.live(), before);
        } else if (!(answer instanceof Answer.Unavailable) && before.contains(Fact.exists(id))) {
            if (endings.contains(id)) {
                told(Fact.gone(id));
            } else {
                broken(id + " was said to be gone, and no request has ended it");
            }
        }
    }

    private void found(String id, Live live, Set<Fact> before) {
        for (Fact fact : before) {
            if (!fact.isIn(live)) {
                broken("a stale state of " + id + " was read, it had been told before: " + fact);
            }
        }
        Promises.facts(id, live).forEach(this::told);
    }
}
