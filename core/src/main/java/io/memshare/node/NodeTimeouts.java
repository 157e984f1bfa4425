package io.memshare.node;

import java.time.Duration;

/** The time limits of a node for a reply, a connection and its return. Safe for use by several threads. */
public final class NodeTimeouts {

    private final Duration request;
    private final Duration connect;
    private final Quorum quorum;
    private final ReplyTimeout spared;
    private final ReplyTimeout needed;

    /**
     * Creates timeouts.
     *
     * @param request the limit for the reply to a request; the node needed for a majority gets longer
     * @param connect the limit for a connection; the rejoin step after it, which takes several round trips, gets three
     *     times as long
     * @param quorum decides which node is needed; shared by all nodes
     */
    public NodeTimeouts(Duration request, Duration connect, Quorum quorum) {
        this.request = request;
        this.connect = connect;
        this.quorum = quorum;
        this.spared = ReplyTimeout.whenSpared(request);
        this.needed = ReplyTimeout.whenNeeded(request);
    }

    Duration request() {
        return request;
    }

    Duration connect() {
        return connect;
    }

    Quorum quorum() {
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
