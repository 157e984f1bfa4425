package io.memshare.node;

import java.time.Duration;

/** How long {@link SelfHealingNode} waits for its server, for nodes that live in virtual time. For one application server. */
public final class NodeRules {

    private final Majority majority;
    private final SelfHealingNode.Timeouts timeouts;
    private final Allowance spared;
    private final Allowance needed;

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
        this.majority = Majority.of(nodes, copies);
        this.timeouts = new SelfHealingNode.Timeouts(timeout, timeout, majority);
        this.spared = Allowance.whenSpared(timeout);
        this.needed = Allowance.whenNeeded(timeout);
    }

    public void joined() {
        majority.joined();
    }

    public void left() {
        majority.left();
    }

    /** Returns whether a server that is down may be taken back, whose first answer took that long. */
    public boolean accept(long replyNanos) {
        return timeouts.accept(replyNanos);
    }

    /** Begins to wait for an answer. */
    public Waiting begin() {
        Allowance then = now();
        return (sent, heard, now) -> then.max(now()).isOver(sent, heard, now);
    }

    private Allowance now() {
        return majority.canSpareOne() ? spared : needed;
    }
}
