package io.memshare.node;

/** A memcached server with its life cycle. Safe for use by several threads. */
public interface Node extends Replica, AutoCloseable {

    /** Begins to connect in the background and returns at once. Must be called once only. */
    void start();

    /**
     * Returns whether the first connection attempt is still under way, so that nothing is known about the server yet.
     */
    boolean isStarting();

    /** Returns the current status of the server. */
    NodeStatus status();

    /** Stops using the server; pending requests are answered with {@link Reply.Unavailable}. Does not block. */
    @Override
    void close();
}
