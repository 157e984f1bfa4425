package io.memshare.replication;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;

/**
 * A kind of record that can be replicated: states that merge, and their bytes. Sessions are one kind. Safe for use by several
 * threads.
 *
 * @param <S> the immutable state
 */
public interface RecordType<S> {

    /** Returns the name of this kind, different from that of all others: 1 to 32 characters of {@code a-z 0-9 -}. */
    String kind();

    /**
     * Returns the stored bytes of a state. Equal states under an equal key have equal bytes, so replicas are compared by
     * their bytes.
     *
     * @param key the key under which the bytes are stored
     * @param state the state
     * @return bytes that the caller does not change
     * @throws IllegalArgumentException if the state needs more bytes than an array can have
     */
    byte[] encode(Key key, S state);

    /**
     * Returns the state of stored bytes.
     *
     * @param key the key under which the bytes were found
     * @param bytes the bytes, which are neither changed nor kept
     * @return the state
     * @throws MalformedRecordException if these are not the bytes of a record under this key, or of a format unknown to this
     *     version; nothing else is thrown, whatever the bytes
     */
    S decode(Key key, byte[] bytes) throws MalformedRecordException;

    /**
     * Tells whether stored bytes that were decoded may stay as they are, or are to be replaced when the record is used although
     * the state is the same.
     *
     * @param bytes the stored bytes
     */
    default boolean isCurrent(byte[] bytes) {
        return true;
    }

    /**
     * Merges two states; commutative, associative and idempotent.
     *
     * @return the merged state, the same object as {@code left} if {@code right} adds nothing
     */
    S merge(S left, S right);

    /** Returns whether the state says that the record is gone for good. */
    boolean isTombstone(S state);

    /**
     * Returns whether the state absorbs every other one, also those that only a later version can read. It may be put over
     * bytes of an unknown format, which no other state is.
     *
     * @param state the state
     */
    default boolean isFinal(S state) {
        return false;
    }

    /** Returns how long a node keeps the state from its last use on. */
    TimeToLive timeToLive(S state);
}
