package io.memshare.node;

import java.util.concurrent.CompletableFuture;

/**
 * An established connection to a server that has answered a ping. It has no deadlines, and leaves pending requests
 * unanswered when it ends; its owner takes care of both. Safe for use by several threads.
 */
public interface Connection extends Channel, AutoCloseable {

    @Override
    default CompletableFuture<Reply> send(Request request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        send(request, reply);
        return reply;
    }

    /**
     * Sends a request without waiting.
     *
     * @param request the request
     * @param reply is completed with the reply, never exceptionally, unless it has been completed before. It may be
     *     completed on a thread that serves the network, so dependent stages must not block
     */
    void send(Request request, CompletableFuture<Reply> reply);

    /** Returns the maximum value size that the server accepts, in bytes. */
    int largestValue();

    /** Closes the connection at once, without flushing and without blocking. */
    @Override
    void close();

    /**
     * Is notified of events of a connection, on the thread that serves the network; must not block and must not
     * throw.
     */
    interface Listener {

        /** Called when bytes have arrived. */
        void received();

        /**
         * Called once when the connection has ended, by either side.
         *
         * @param reason the reason, human-readable
         */
        void closed(String reason);
    }
}
