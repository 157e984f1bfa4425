package io.memshare.replication;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;

/**
 * A kind of record that can be replicated: states that merge, and their bytes. Sessions are such a kind. Safe for use
 * by several threads.
 *
 * @param <S> the immutable state
 */
public interface RecordType<S> {

    /** Returns the unique name of this kind: 1 to 32 characters of {@code a-z 0-9 -}. */
    String kind();

    /**
     * Encodes a state. Equal states under an equal key have equal bytes, so that replicas can be compared by their
     * bytes.
     *
     * @param key the key under which the bytes are stored
     * @param state the state
     * @return bytes that the caller does not modify
     * @throws IllegalArgumentException if the state needs more bytes than an array can have
     */
    byte[] encode(Key key, S state);

    /**
     * Decodes a state.
     *
     * @param key the key under which the bytes were found
     * @param bytes the bytes, which are neither modified nor retained
     * @return the state
     * @throws MalformedRecordException if the bytes are not a record under this key, or a record in a format unknown to
     *     this version; no other exception is thrown, for any bytes
     */
    S decode(Key key, byte[] bytes) throws MalformedRecordException;

    /**
     * Returns whether stored bytes that were decoded are in the current form. If not, they are replaced when the record
     * is used, even if the state is unchanged.
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

    /** Returns whether the state means that the record is permanently gone. */
    boolean isTombstone(S state);

    /**
     * Returns whether the state absorbs every other state, including states that only a later version can read. Only
     * such a state may overwrite bytes of an unknown format.
     *
     * @param state the state
     */
    default boolean isFinal(S state) {
        return false;
    }

    /** Returns how long a node keeps the state after its last use. */
    TimeToLive timeToLive(S state);

    /**
     * Returns this kind of record with its bytes in an envelope.
     *
     * @param envelope the outer form of the bytes
     * @param namespace the namespace of the keys
     */
    default RecordType<S> in(Envelope envelope, String namespace) {
        return new EnvelopedRecordType<>(this, envelope, namespace);
    }
}
