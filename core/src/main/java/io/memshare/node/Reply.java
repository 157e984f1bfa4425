package io.memshare.node;

import org.jspecify.annotations.Nullable;

/** The outcome of a {@link Request}. */
public sealed interface Reply {

    /** The time left of an item that does not expire. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * The node holds an item.
     *
     * @param token the compare-and-set token of the item, not 0
     * @param checksum the checksum that its writer kept beside it
     * @param secondsLeft the seconds after which the node drops it (before the touch, if the request was a touch), or
     *     {@link #FOREVER}
     * @param value the bytes, shared; null if only the checksum was asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Hit(long token, int checksum, long secondsLeft, byte @Nullable [] value) implements Reply {}

    /** The node holds nothing under the key. */
    enum Miss implements Reply {
        MISS
    }

    /**
     * The value was stored.
     *
     * @param token the compare-and-set token of the item from now on
     */
    record Stored(long token) implements Reply {}

    /** The value was not stored because the node holds something else than the writer expected. */
    enum Conflict implements Reply {
        CONFLICT
    }

    /**
     * The node refused, for example because it is out of memory. Its earlier value may be gone.
     *
     * @param reason the message of the node
     */
    record Refused(String reason) implements Reply {}

    /**
     * There is no answer. A write may have been carried out, may be carried out later, or never.
     *
     * @param reason why
     */
    record Unavailable(Reason reason) implements Reply {}

    /** Why there is no answer. */
    enum Reason {
        /** The node is marked down at present; nothing was sent. */
        DOWN,
        /**
         * This process has no room for the request or for its reply: too many are under way, or memory ran out. A write was
         * not sent. Tells nothing about the node.
         */
        OVERLOADED,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection broke before the answer came. */
        CONNECTION_LOST
    }
}
