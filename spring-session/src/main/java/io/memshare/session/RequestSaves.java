package io.memshare.session;

import io.memshare.session.Persistence.Held;
import io.memshare.session.Persistence.Unsaved;
import io.memshare.session.SessionOutcome.Alive;

/**
 * Saves sessions at the end of a request, where their ids may be renewed and sent, and in its midst. Safe for use by
 * several threads once configured.
 */
final class RequestSaves {

    private final SessionSaver saver;
    private final SlidingCookie cookie;
    private final SessionStore store;
    private SessionListener listener = SessionListener.NONE;

    RequestSaves(SessionSaver saver, SlidingCookie cookie, SessionStore store) {
        this.saver = saver;
        this.cookie = cookie;
        this.store = store;
    }

    void listener(SessionListener listener) {
        this.listener = listener;
    }

    /** Saves a session at the end of a request. A cookie is sent again only if its session has not ended meanwhile. */
    void save(MemshareSession session) {
        session.exclusively(() -> {
            String due = cookie.due(session);
            saver.renewId(session);
            write(session);
            // Ends, because every node replies or is given up.
            if (due != null && store.find(due).join() instanceof Alive) {
                cookie.send(due, session);
            }
            return session;
        });
    }

    /** Saves a session in the midst of a request, which sends ids when it ends. */
    void saveMeanwhile(MemshareSession session) {
        session.exclusively(() -> {
            cookie.postpone(session);
            write(session);
            return session;
        });
    }

    private void write(MemshareSession session) {
        boolean unsaved = session.persistence() instanceof Unsaved;
        saver.save(session);
        if (unsaved && session.persistence() instanceof Held) {
            listener.created();
        }
    }
}
