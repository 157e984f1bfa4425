package io.memshare.node;

/**
 * One memcached server. It need not be up, ever; while it is not, every request is answered at once with
 * {@link Reply.Unavailable}. Every reply comes in the end: within the
 * timeout of the node, or a few timeouts where a majority hangs on it. Safe for use by several threads.
 */
public interface Node extends Channel, AutoCloseable {

    /** Returns where the server is. */
    NodeAddress address();

    /** Returns whether requests are sent to the server now. */
    boolean isUp();

    /** Returns whether the first attempt to connect is still under way, so that nothing is known of the server yet. */
    boolean isStarting();

    /** Returns how the server looks at present. */
    NodeStatus status();

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

    /** Returns the largest value in bytes that the server takes, {@link Integer#MAX_VALUE} while that is unknown. */
    int largestValue();

    /** Stops using the server; requests under way are answered with {@link Reply.Unavailable}. Does not block. */
    @Override
    void close();
}
