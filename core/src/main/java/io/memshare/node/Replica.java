package io.memshare.node;

/**
 * A node as seen by replication, which reads records from it and writes records to it. It need not ever be up; while it
 * is down, every request is answered at once with {@link Reply.Unavailable}. Every request is eventually answered:
 * within the timeout of the node, or within a few timeouts for the node needed for a majority. Safe for use by several
 * threads.
 */
public interface Replica extends Channel {

    /**
     * Returns the identity of the node, which does not change with its address. The default implementation derives it
     * from the address.
     */
    default NodeId id() {
        return NodeId.of(address());
    }

    /** Returns the current address of the node. */
    NodeAddress address();

    /** Returns whether requests are sent to the node now. */
    boolean isUp();

    /**
     * Returns whether this process has room to start another operation on the node. An operation that was started may
     * send some more requests. The default implementation always has room.
     */
    default boolean hasRoom() {
        return true;
    }

    /**
     * Returns the current connection. A lost connection never recovers: every request sent to it is answered with
     * {@link Reply.Unavailable}, even when the node is up again. A write whose condition was read over a connection
     * must be sent over the same connection, because a restarted node counts its tokens from the beginning.
     */
    Channel connection();

    /**
     * Marks the node down because the server contradicts itself, provided that the given connection is still the
     * current connection. The node is dialled again after a pause that grows with each relapse.
     *
     * @param connection the connection over which the server answered
     * @param reason the reason, human-readable
     */
    void distrust(Channel connection, String reason);

    /**
     * Returns the maximum value size that the node accepts, in bytes; {@link Integer#MAX_VALUE} while it is unknown.
     */
    int largestValue();
}
