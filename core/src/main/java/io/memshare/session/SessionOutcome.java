package io.memshare.session;

/** What came of looking for a session, or of saving one. */
sealed interface SessionOutcome {

    /** The session lives. */
    record Alive(Snapshot snapshot) implements SessionOutcome {}

    /**
     * The session goes on under an id that this request does not know, and has taken the changes there. What else is there
     * is none of the request's business.
     */
    enum Followed implements SessionOutcome {
        FOLLOWED
    }

    /** There is no such session (any more). */
    enum Gone implements SessionOutcome {
        GONE
    }

    /** Too few nodes answered, or too large a session was to be stored; nothing may be concluded. */
    record Failed(RuntimeException reason) implements SessionOutcome {}
}
