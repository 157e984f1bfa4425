package io.memshare.session;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The sessions that have got another id in their request, and that the nodes still hold under the former one. Safe for
 * use by several threads.
 */
final class UnsavedIds {

    /** Weak, because a request may end without a save. */
    private final Map<MemshareSession, String> sessions = new WeakHashMap<>();

    /** Notes the present id of a session. */
    synchronized void changed(MemshareSession session, String id) {
        sessions.put(session, id);
    }

    /** Notes that the nodes hold a session under its present id, or not at all. */
    synchronized void saved(MemshareSession session) {
        sessions.remove(session);
    }

    /** Returns the sessions with an id that the nodes do not know yet. */
    synchronized List<MemshareSession> under(String id) {
        return sessions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .toList();
    }
}
