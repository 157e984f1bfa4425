package io.memshare.session;

/** What came of looking for a session, or of saving one. */
sealed interface SessionOutcome {

    /** The session lives. */
    record Alive(Snapshot snapshot) implements SessionOutcome {}

    /**
     * The session goes on under an id that this request does not know, and has taken the changes there.
     *
     * @param snapshot the session as it is there; of the nodes' copies under the old id nothing is known
     */
    record Followed(Snapshot snapshot) implements SessionOutcome {}

    /** There is no such session (any more). */
    enum Gone implements SessionOutcome {
        GONE
    }

    /** Too few nodes answered, or too large a session was to be stored; nothing may be concluded. */
    record Failed(RuntimeException reason) implements SessionOutcome {}
}
