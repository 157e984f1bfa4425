package io.memshare.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The status of a node as observed by this application server at a point in time. Immutable.
 *
 * @param address the node
 * @param up whether requests are sent to it now
 * @param reason the reason why it is not up, human-readable; empty while it is up
 * @param lasting how long it has been up, or down
 * @param lastFailure the reason why it is down, or was down before it came back; null if it has not failed yet
 */
public record NodeStatus(
        NodeAddress address,
        boolean up,
        String reason,
        Duration lasting,
        @Nullable NodeFailure lastFailure) {

    /**
     * Returns the status of a node that is up now and has never failed.
     *
     * @param address the node
     */
    public static NodeStatus up(NodeAddress address) {
        return new NodeStatus(address, true, "", Duration.ZERO, null);
    }

    /**
     * Returns the status of a node that is down.
     *
     * @param address the node
     * @param failure the reason
     */
    public static NodeStatus down(NodeAddress address, NodeFailure failure) {
        return new NodeStatus(address, false, failure.reason(), Duration.ZERO, failure);
    }
}
