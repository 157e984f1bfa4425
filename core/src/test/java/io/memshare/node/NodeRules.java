package io.memshare.node;

import io.memshare.placement.QuorumTracker;
import java.time.Duration;

/** How long {@link SelfHealingNode} waits for its server, for nodes that live in virtual time. For one application server. */
public final class NodeRules {

    private final Quorum quorum;
    private final NodeTimeouts timeouts;

    /** A request that is under way. */
    public interface Waiting {

        /**
         * Returns whether it has to be answered now.
         *
         * @param sentNanos when it was sent
         * @param heardNanos when the server was heard of last
         * @param nowNanos the time now
         */
        boolean isOver(long sentNanos, long heardNanos, long nowNanos);
    }

    public NodeRules(int nodes, int copies, Duration timeout) {
        this.quorum = QuorumTracker.of(nodes, copies);
        this.timeouts = new NodeTimeouts(timeout, timeout, quorum);
    }

    public void joined() {
        quorum.nodeUp();
    }

    public void left() {
        quorum.nodeDown();
    }

    /** Returns whether a server that is down may be taken back, whose first answer took that long. */
    public boolean accept(long replyNanos) {
        return timeouts.accept(replyNanos);
    }

    /** Begins to wait for an answer. */
    public Waiting begin() {
        ReplyTimeout then = timeouts.reply();
        return (sent, heard, now) -> then.max(timeouts.reply()).isOver(sent, heard, now);
    }
}
