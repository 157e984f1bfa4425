package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;

/**
 * The state stored under a session's key. States only grow: a {@link Live} session may become a {@link Moved} session,
 * and either may become a {@link Deleted} session, which is final. Immutable.
 */
public sealed interface SessionState permits Live, Moved, Deleted {

    /**
     * Returns the least upper bound of this state and another. Commutative, associative and idempotent.
     *
     * @param other the other state
     * @return this state if the other adds nothing to it
     */
    SessionState merge(SessionState other);

    /**
     * Returns the latest timestamp in this state. A change of this state must have a later timestamp.
     *
     * @return the largest timestamp, {@link HybridTimestamp#ZERO} if there is none
     */
    HybridTimestamp latest();

    /**
     * Returns whether the session no longer exists under its key.
     *
     * @return true if this state is a tombstone
     */
    boolean isTombstone();
}
