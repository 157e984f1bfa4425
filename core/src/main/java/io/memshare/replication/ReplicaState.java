package io.memshare.replication;

import io.memshare.node.Request;

/** The known content of a node under a key. */
sealed interface ReplicaState {

    /** Returns the token that a write over this content expects, {@link Request.Put#NOTHING} if there is none. */
    default long token() {
        return Request.Put.NOTHING;
    }

    /** Returns whether it is unknown what the node holds. */
    default boolean isUnknown() {
        return this instanceof Unread || this instanceof Unreachable;
    }

    /**
     * A state that can be read, or whose bytes were not examined.
     *
     * @param token its compare-and-set token
     * @param checksum the CRC-32C of its bytes
     * @param secondsLeft the seconds until the node drops it, {@link io.memshare.node.Reply#FOREVER} for never
     */
    record Present(long token, int checksum, long secondsLeft) implements ReplicaState {}

    /**
     * Bytes that are damaged or forged, and will be replaced.
     *
     * @param token their compare-and-set token
     */
    record Damaged(long token) implements ReplicaState {}

    /** Bytes in a format that this version does not know, which must be left alone. */
    enum Foreign implements ReplicaState {
        FOREIGN
    }

    /** No item. */
    enum Missing implements ReplicaState {
        MISSING
    }

    /** The node was not asked, or this server had no room for its answer. */
    enum Unread implements ReplicaState {
        UNREAD
    }

    /** The node gave no answer, or no usable answer. */
    enum Unreachable implements ReplicaState {
        UNREACHABLE
    }
}
