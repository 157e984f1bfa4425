package io.memshare.session;

import io.memshare.replication.WriteResult;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The outcome of finding, saving or deleting a session. Immutable. */
sealed interface SessionOutcome {

    /**
     * The session exists.
     *
     * @param snapshot the session
     * @param forked whether its id was changed, and another request has changed the former id to another one
     */
    record Alive(Snapshot snapshot, boolean forked) implements SessionOutcome {

        Alive(Snapshot snapshot) {
            this(snapshot, false);
        }
    }

    /**
     * The session exists under the id that followed the given id when that was renewed a moment ago.
     *
     * @param id the id of the session
     * @param snapshot the session
     */
    record Renewed(String id, Snapshot snapshot) implements SessionOutcome {}

    /**
     * The session continues under ids that this request does not know, and its changes were carried there. The other
     * contents under those ids do not concern the request.
     */
    enum Followed implements SessionOutcome {
        FOLLOWED
    }

    /** The session does not exist, or no longer exists. */
    enum Gone implements SessionOutcome {
        GONE
    }

    /**
     * The operation failed: too few nodes answered, or the session was too large to be stored. No conclusion can be
     * drawn.
     */
    record Failed(RuntimeException reason) implements SessionOutcome {

        /** Returns the failure of an operation that the nodes could not carry out. */
        static Failed unavailable(String reason) {
            return new Failed(new SessionStoreUnavailableException("the session store is unavailable: " + reason));
        }

        /** Returns the failure of a write that no node has kept. */
        static Failed of(WriteResult<SessionState> written, SessionState state) {
            if (written instanceof WriteResult.TooLarge<SessionState> tooLarge) {
                List<SessionTooLargeException.AttributeSize> largest =
                        state instanceof Live live ? AttributeSizes.largest(live) : List.of();
                return new Failed(new SessionTooLargeException(tooLarge.size(), tooLarge.limit(), largest));
            }
            return unavailable(
                    written instanceof WriteResult.NotKept<SessionState> notKept
                            ? notKept.reason()
                            : "too many concurrent changes of the record");
        }
    }

    /** Returns this outcome as a completed future. */
    default CompletableFuture<SessionOutcome> done() {
        return CompletableFuture.completedFuture(this);
    }
}
