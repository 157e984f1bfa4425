package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.state.Live;

/** The content of a session's key, as seen from outside of its requests. Immutable. */
sealed interface LookupResult {

    /** Returns the key. */
    Key key();

    /**
     * A session, expired or not.
     *
     * @param snapshot the session in the nodes
     */
    record Living(Key key, Snapshot snapshot) implements LookupResult {}

    /**
     * A session that is still stored but has ended together with all others of its user.
     *
     * @param state the session
     */
    record Revoked(Key key, Live state) implements LookupResult {}

    /** The tombstone of a change of id that leads to no visible session. */
    record Left(Key key) implements LookupResult {}

    /** The tombstone of a session that ended. */
    record Ended(Key key) implements LookupResult {}

    /**
     * Unknown content.
     *
     * @param reason the reason, human-readable
     */
    record Unseen(Key key, String reason) implements LookupResult {}

    /** No content: the session expired, or is not written yet. */
    record Nothing(Key key) implements LookupResult {}
}
