package io.memshare.node;

/**
 * A node as replication uses it: records are read from it and written to it. It need not be up, ever; while it is
 * not, every request is answered at once with {@link Reply.Unavailable}. Every reply comes in the end: within the
 * timeout of the node, or a few timeouts for the node needed for a majority. Safe for use by several threads.
 */
public interface Replica extends Channel {

    /**
     * Returns the identity of the node, which stays when its address changes. Unless overridden, the address is the
     * identity.
     */
    default NodeId id() {
        return NodeId.of(address());
    }

    /** Returns the present address of the node. */
    NodeAddress address();

    /** Returns whether requests are sent to the node now. */
    boolean isUp();

    /**
     * Returns the present connection. It never comes back: once it is lost, every request that is sent to it is answered
     * with {@link Reply.Unavailable}, also when the node is up again. A write whose condition was read over a connection
     * has to be sent over the same one, as a node that was restarted counts its tokens from the beginning.
     */
    Channel connection();

    /**
     * Marks the node down if a connection is still its present one, because the server contradicts itself. It is dialled
     * again after a pause that grows with each relapse.
     *
     * @param connection the connection over which the server answered
     * @param reason the reason, human-readable
     */
    void distrust(Channel connection, String reason);

    /** Returns the largest value in bytes that the node takes, {@link Integer#MAX_VALUE} while that is unknown. */
    int largestValue();
}
