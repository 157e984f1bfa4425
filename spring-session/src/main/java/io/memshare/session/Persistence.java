package io.memshare.session;

import org.jspecify.annotations.Nullable;

/** The state of a request's session in the nodes, as far as the request knows it. Immutable. */
sealed interface Persistence {

    /** The session was never saved. */
    enum Unsaved implements Persistence {
        UNSAVED
    }

    /**
     * The nodes hold the session.
     *
     * @param id the id under which they hold it
     * @param snapshot the state that they hold
     */
    record Held(String id, Snapshot snapshot) implements Persistence {}

    /**
     * The session continues under ids that this request does not know. The next save starts at the old id again.
     *
     * @param id the id under which the request found it
     * @param snapshot the session as this request knows it
     */
    record Followed(String id, Snapshot snapshot) implements Persistence {}

    /**
     * A save has found that the session no longer exists: another request deleted it, or its id was changed too often
     * at the same time.
     */
    enum Vanished implements Persistence {
        VANISHED
    }

    /** Returns the session as found or saved, or null if there is no such state. */
    default @Nullable Snapshot snapshot() {
        if (this instanceof Held held) {
            return held.snapshot();
        }
        return this instanceof Followed followed ? followed.snapshot() : null;
    }

    /** Returns the id under which the request knows the session in the nodes, or null if there is none. */
    default @Nullable String id() {
        return null;
    }

    /** Returns whether the nodes hold the session under a different id. */
    default boolean isUnderAnother(String id) {
        String known = id();
        return known != null && !known.equals(id);
    }
}
