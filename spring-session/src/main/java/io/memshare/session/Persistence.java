package io.memshare.session;

import org.jspecify.annotations.Nullable;

/** What the nodes hold of the session of one request, as far as the request knows. Immutable. */
sealed interface Persistence {

    /** It was never saved. */
    enum Unsaved implements Persistence {
        UNSAVED
    }

    /**
     * The nodes hold it.
     *
     * @param id the id under which they do
     * @param snapshot what they hold
     */
    record Held(String id, Snapshot snapshot) implements Persistence {}

    /**
     * It goes on under ids that this request does not know. The next save starts at the old one again.
     *
     * @param id the id under which the request found it
     * @param snapshot the session as this request knows it
     */
    record Followed(String id, Snapshot snapshot) implements Persistence {}

    /** A save has found that it is gone: another request deleted it, or changed its id too often at the same time. */
    enum Vanished implements Persistence {
        VANISHED
    }

    /** Returns what was found or saved, or null if there is nothing to go on from. */
    default @Nullable Snapshot snapshot() {
        if (this instanceof Held held) {
            return held.snapshot();
        }
        return this instanceof Followed followed ? followed.snapshot() : null;
    }

    /** Returns whether the nodes know the session under another id than the given one. */
    default boolean isUnderAnother(String id) {
        if (this instanceof Held held) {
            return !held.id().equals(id);
        }
        return this instanceof Followed followed && !followed.id().equals(id);
    }
}
