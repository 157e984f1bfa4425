package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.session.SessionOutcome.Failed;

/**
 * Deletes the session of an id at the nodes, and what the server and its request know of it. Safe for use by several
 * threads.
 */
final class SessionDeletion {

    private final SessionStore store;
    private final SessionKeys keys;
    private final IdleValues idle;
    private final UnsavedIds unsaved;

    SessionDeletion(RepositoryParts parts, IdleValues idle, UnsavedIds unsaved) {
        this.store = parts.store();
        this.keys = parts.keys();
        this.idle = idle;
        this.unsaved = unsaved;
    }

    /**
     * Deletes a session. If a request has changed its id and not saved it yet, the nodes hold it under the former id:
     * that one is deleted first.
     */
    void delete(String id) {
        unsaved.under(id).forEach(this::deleteFormer);
        deleteSaved(id);
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.held().forEach(held -> forget(held, id));
        }
    }

    private void deleteFormer(MemshareSession session) {
        session.exclusively(() -> {
            String former = session.persistence().id();
            if (former != null && !former.equals(session.getId())) {
                deleteSaved(former);
                session.saved(Persistence.Vanished.VANISHED);
            }
            return session;
        });
    }

    private void deleteSaved(String id) {
        SessionSaver.forget(id);
        if (store.delete(id).join() instanceof Failed failed) { // ends, because every node replies or is given up
            throw failed.reason();
        }
        for (Key name : keys.all(id)) {
            idle.take(name);
        }
    }

    /** A save of the session finds nothing any more, and its values are left to nobody. */
    private static void forget(RequestMemo.Held held, String id) {
        if (held instanceof HeldSession own) {
            MemshareSession session = own.session();
            session.exclusively(() -> {
                if (id.equals(session.persistence().id())) {
                    session.saved(Persistence.Vanished.VANISHED);
                }
                return session;
            });
        }
    }
}
