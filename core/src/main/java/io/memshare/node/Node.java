package io.memshare.node;

/** A memcached server with its life cycle. Safe for use by several threads. */
public interface Node extends Replica, AutoCloseable {

    /**
     * Returns whether the first attempt to connect is still under way, so that nothing is known of the server yet.
     */
    boolean isStarting();

    /** Returns the present status of the server. */
    NodeStatus status();

    /** Stops using the server; requests under way are answered with {@link Reply.Unavailable}. Does not block. */
    @Override
    void close();
}
