package io.memshare.session;

import io.memshare.replication.Written;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What came of looking for a session, or of saving or deleting one. Immutable. */
sealed interface SessionOutcome {

    /** The session lives. */
    record Alive(Snapshot snapshot) implements SessionOutcome {}

    /**
     * The session goes on under ids that this request does not know, and has taken the changes there. What else is there is
     * none of the request's business.
     */
    enum Followed implements SessionOutcome {
        FOLLOWED
    }

    /** There is no such session (any more). */
    enum Gone implements SessionOutcome {
        GONE
    }

    /** Too few nodes answered, or too large a session was to be stored; nothing may be concluded. */
    record Failed(RuntimeException reason) implements SessionOutcome {

        /** Returns the failure of an operation that the nodes could not carry out. */
        static Failed unavailable(String reason) {
            return new Failed(new SessionStoreUnavailableException("the session store is unavailable: " + reason));
        }

        /** Returns the failure of a write that no node has kept. */
        static Failed of(Written<SessionState> written, SessionState state) {
            if (written instanceof Written.TooLarge<SessionState> tooLarge) {
                List<SessionTooLargeException.AttributeSize> largest =
                        state instanceof Live live ? AttributeSizes.largest(live) : List.of();
                return new Failed(new SessionTooLargeException(tooLarge.size(), tooLarge.limit(), largest));
            }
            return unavailable(
                    written instanceof Written.NotKept<SessionState> notKept
                            ? notKept.reason()
                            : "too many changes of one record at the same time");
        }
    }

    /** Returns this outcome as one that is already there. */
    default CompletableFuture<SessionOutcome> done() {
        return CompletableFuture.completedFuture(this);
    }
}
