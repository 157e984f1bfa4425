package io.memshare.session;

import io.memshare.session.SessionOutcome.Failed;

/**
 * Deletes the session of an id at the nodes, and what its request knows of it. Safe for use by several threads.
 */
final class SessionDeletion {

    private final SessionStore store;
    private final UnsavedIds unsaved;

    SessionDeletion(SessionStore store, UnsavedIds unsaved) {
        this.store = store;
        this.unsaved = unsaved;
    }

    /**
     * Deletes a session. If a request has changed its id and not saved it yet, the nodes hold it under the former id:
     * that one is deleted first.
     */
    void delete(String id) {
        unsaved.under(id).forEach(this::deleteFormer);
        deleteSaved(id);
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
    }
}
