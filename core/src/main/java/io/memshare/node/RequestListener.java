package io.memshare.node;

/**
 * Is notified of every request to a node, including memshare's own. Called very often, on threads of memshare and of
 * requests; must not block and must not throw. Safe for use by several threads.
 */
public interface RequestListener {

    /**
     * Called when a request is sent.
     *
     * @param node the node
     * @param request the request
     */
    void sent(NodeAddress node, Request request);

    /**
     * Called when a request that was sent is answered, or given up with the reply {@link Reply.Unavailable}.
     *
     * @param node the node
     * @param request the request
     * @param reply the reply
     * @param nanos the elapsed time in nanoseconds
     */
    void answered(NodeAddress node, Request request, Reply reply, long nanos);
}
