package io.memshare.node;

/**
 * An established connection to a server that has answered a ping. Has no deadline of its own, and leaves requests
 * unanswered that are under way when it ends: its owner sees to both. Safe for use by several threads.
 */
public interface Connection extends Channel, AutoCloseable {

    /** Returns the largest value in bytes that the server takes. */
    int largestValue();

    /** Ends the connection at once, without flushing and without blocking. */
    @Override
    void close();

    /**
     * Is notified of events of a connection, on the thread that serves the network; must not block and must not
     * throw.
     */
    interface Listener {

        /** Bytes have arrived. */
        void received();

        /**
         * The connection has ended, by either side. Called once.
         *
         * @param reason the reason, human-readable
         */
        void closed(String reason);
    }
}
