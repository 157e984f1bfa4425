package io.memshare.autoconfigure;

import io.memshare.node.NodeStatus;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports why each node cannot be used, and the remedy. */
final class UnusableNodesFailureAnalyzer extends AbstractFailureAnalyzer<UnusableNodesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableNodesException cause) {
        StringBuilder description = new StringBuilder(
                "memshare reached every memcached node, and can use none of them, so no session could be served:\n");
        for (NodeStatus node : cause.nodes()) {
            description.append("\n    ").append(node.address()).append(": ").append(node.reason());
        }
        return new FailureAnalysis(
                description.toString(),
                "Correct the nodes or the properties that the reasons name. To start all the same and wait for the"
                        + " nodes, set memshare.start-check.enabled to false.",
                cause);
    }
}
