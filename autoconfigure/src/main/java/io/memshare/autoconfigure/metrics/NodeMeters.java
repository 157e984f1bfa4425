package io.memshare.autoconfigure.metrics;

import io.memshare.node.NodeAddress;

/** Meters with a node as their tag. {@link MeteredNodes} decides for which nodes there are any. */
interface NodeMeters {

    /**
     * Registers the meters of a node that is used from now on.
     *
     * @param node the node, not registered
     */
    void register(NodeAddress node);

    /**
     * Registers nothing for a node any more. Its requests and events may go on for a while.
     *
     * @param node the node, which has left the list; its meters are removed after that
     */
    void leave(NodeAddress node);
}
