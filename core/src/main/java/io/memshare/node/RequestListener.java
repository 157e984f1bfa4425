package io.memshare.node;

/**
 * Is told of every request to a node, those of memshare itself included. Called on threads of memshare and of requests, very
 * often; must not block and must not throw. Safe for use by several threads.
 */
public interface RequestListener {

    /**
     * A request is sent.
     *
     * @param node the node
     * @param request the request
     */
    void sent(NodeAddress node, Request request);

    /**
     * A request that was sent is answered, or given up: then the reply is {@link Reply.Unavailable}.
     *
     * @param node the node
     * @param request the request
     * @param reply the reply
     * @param nanos how long it took in nanoseconds
     */
    void answered(NodeAddress node, Request request, Reply reply, long nanos);
}
