package io.memshare.replication;

import io.memshare.codec.RecordCodec;
import io.memshare.node.TimeToLive;

/**
 * A kind of record that can be replicated: states that merge, and their bytes. Sessions are one; whatever else is to be
 * kept the same way is another. Safe for use by several threads.
 *
 * @param <S> the immutable state
 */
public interface RecordType<S> extends RecordCodec<S> {

    /**
     * Merges two states; commutative, associative and idempotent.
     *
     * @return the merged state, the same object as {@code left} if {@code right} adds nothing
     */
    S merge(S left, S right);

    /** Returns whether the state says that the record is gone for good. */
    boolean isTombstone(S state);

    /** Returns how long a node keeps the state from its last use on. */
    TimeToLive timeToLive(S state);
}
