package io.memshare.autoconfigure;

import io.memshare.node.NodeStatus;
import java.util.List;

/** Thrown if every node was reached and none can be used. {@link UnusableNodesFailureAnalyzer} reports it. */
final class UnusableNodesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<NodeStatus> nodes;

    UnusableNodesException(List<NodeStatus> nodes) {
        super("none of the memcached nodes can be used, and none will be until the configuration is corrected");
        this.nodes = List.copyOf(nodes);
    }

    List<NodeStatus> nodes() {
        return nodes;
    }
}
