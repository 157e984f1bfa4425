package io.memshare.node;

import java.time.Duration;

/** The time limits of a node for a reply, a connection and its return. Safe for use by several threads. */
public final class NodeTimeouts {

    private final Duration request;
    private final Duration connect;
    private final QuorumTracker quorum;
    private final ReplyTimeout spared;
    private final ReplyTimeout needed;

    /**
     * Creates timeouts.
     *
     * @param request the limit for the reply to a request; the node needed for a majority gets longer
     * @param connect the limit for a connection; the rejoin step after it, which takes several round trips, gets three
     *     times as long
     * @param nodes the number of nodes, which share these timeouts
     * @param copies the number of nodes that hold a record, 1 to the number of nodes
     */
    public NodeTimeouts(Duration request, Duration connect, int nodes, int copies) {
        this.request = request;
        this.connect = connect;
        this.quorum = QuorumTracker.of(nodes, copies);
        this.spared = ReplyTimeout.whenSpared(request);
        this.needed = ReplyTimeout.whenNeeded(request);
    }

    /**
     * Adapts to another list of nodes.
     *
     * @param nodes the number of nodes
     * @param copies the number of nodes that hold a record, 1 to the number of nodes
     */
    public void adapt(int nodes, int copies) {
        quorum.adapt(nodes, copies);
    }

    Duration request() {
        return request;
    }

    Duration connect() {
        return connect;
    }

    QuorumTracker quorum() {
        return quorum;
    }

    long rejoinNanos() {
        return 3 * connect.toNanos();
    }

    /** Returns the current reply timeout of a node that is up. */
    ReplyTimeout reply() {
        return quorum.canSpareOne() ? spared : needed;
    }

    /** Returns whether a node that is down and replies in the given time may come back. */
    boolean accept(long replyNanos) {
        return replyNanos <= request.toNanos() || !quorum.isReached();
    }
}
