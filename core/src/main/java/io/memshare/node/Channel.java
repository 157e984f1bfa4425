package io.memshare.node;

import java.util.concurrent.CompletableFuture;

/** A destination of requests. Safe for use by several threads. */
public interface Channel {

    /**
     * Sends a request without waiting.
     *
     * @param request the request
     * @return the reply to come. It never completes exceptionally. It may complete on a thread that serves the
     *     network, so dependent stages must not block.
     */
    CompletableFuture<Reply> send(Request request);
}
