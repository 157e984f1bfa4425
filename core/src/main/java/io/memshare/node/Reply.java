package io.memshare.node;

import org.jspecify.annotations.Nullable;

/** The outcome of a {@link Request}. */
public sealed interface Reply {

    /** The remaining time of an item that does not expire. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * The node holds an item.
     *
     * @param token the compare-and-set token of the item, not 0
     * @param checksum the checksum that the writer stored with it
     * @param secondsLeft the seconds until the node drops the item (before the touch, if the request was a touch), or
     *     {@link #FOREVER}
     * @param value the bytes, shared; null if only the checksum was requested
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Hit(long token, int checksum, long secondsLeft, byte @Nullable [] value) implements Reply {}

    /** The node holds no item under the key. */
    enum Miss implements Reply {
        MISS
    }

    /**
     * The value was stored.
     *
     * @param token the new compare-and-set token of the item
     */
    record Stored(long token) implements Reply {}

    /** The value was not stored because the node holds another item than the writer expected. */
    enum Conflict implements Reply {
        CONFLICT
    }

    /**
     * The node refused the request, for example because it is out of memory. Its earlier value may be gone.
     *
     * @param reason the message of the node
     */
    record Refused(String reason) implements Reply {}

    /**
     * There is no answer. A write may have been carried out, may be carried out later, or never.
     *
     * @param reason the reason
     */
    record Unavailable(Reason reason) implements Reply {}

    /**
     * Returns whether this process itself refused the request, for lack of room for it or for its reply, or because it
     * ends. That says nothing about the node.
     */
    default boolean isLocalRefusal() {
        return this instanceof Unavailable unavailable && unavailable.reason() == Reason.OVERLOADED;
    }

    /** The reason why there is no answer. */
    enum Reason {
        /** The node is currently marked down; nothing was sent. */
        DOWN,
        /**
         * This process has no room for the request or for its reply: too many requests are pending, memory ran out, or
         * it ends. A write was not sent. Says nothing about the node.
         */
        OVERLOADED,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection broke before the answer came. */
        CONNECTION_LOST
    }
}
