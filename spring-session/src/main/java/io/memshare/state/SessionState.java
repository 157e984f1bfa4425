package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;

/**
 * What is stored under a session's key. States only ever grow: a {@link Live} session may become a {@link Moved} one, and
 * either may become a {@link Deleted} one, which nothing changes any more. Immutable.
 */
public sealed interface SessionState permits Live, Moved, Deleted {

    /**
     * Returns the smallest state that has grown from both this one and another one. Commutative, associative and
     * idempotent.
     *
     * @param other the other state
     * @return this state if the other one adds nothing to it
     */
    SessionState merge(SessionState other);

    /**
     * Returns the latest timestamp in this state. A change of this state has to bear a later one.
     *
     * @return the largest timestamp, {@link HybridTimestamp#ZERO} if there is none
     */
    HybridTimestamp latest();

    /**
     * Tells whether the session is gone from its key.
     *
     * @return true if this is a mark left behind and not a session
     */
    boolean isTombstone();
}
