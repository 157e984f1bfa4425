package io.memshare.session;

import io.memshare.node.Key;

/** What stands under the key of a session, looked at from outside of its requests. Immutable. */
sealed interface Sighting {

    /** Returns the key. */
    Key key();

    /**
     * A session, expired or not.
     *
     * @param snapshot what the nodes hold
     */
    record Living(Key key, Snapshot snapshot) implements Sighting {}

    /** The mark of a change of id that led to nothing else that could be seen. */
    record Left(Key key) implements Sighting {}

    /** The mark of a session that ended. */
    record Ended(Key key) implements Sighting {}

    /**
     * Nothing that could be told.
     *
     * @param reason why, as human-readable text
     */
    record Unseen(Key key, String reason) implements Sighting {}

    /** Nothing: the session expired, or is not written yet. */
    record Nothing(Key key) implements Sighting {}
}
