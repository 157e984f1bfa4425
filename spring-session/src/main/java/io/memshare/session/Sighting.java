package io.memshare.session;

import io.memshare.node.Key;

/** The content of a session's key, as seen from outside of its requests. Immutable. */
sealed interface Sighting {

    /** Returns the key. */
    Key key();

    /**
     * A session, expired or not.
     *
     * @param snapshot the session in the nodes
     */
    record Living(Key key, Snapshot snapshot) implements Sighting {}

    /** The tombstone of a change of id that leads to no visible session. */
    record Left(Key key) implements Sighting {}

    /** The tombstone of a session that ended. */
    record Ended(Key key) implements Sighting {}

    /**
     * Unknown content.
     *
     * @param reason the reason, human-readable
     */
    record Unseen(Key key, String reason) implements Sighting {}

    /** No content: the session expired, or is not written yet. */
    record Nothing(Key key) implements Sighting {}
}
