package io.memshare.node;

/**
 * Creates nodes that heal themselves. As thread-safe as its parts, which outlive the nodes.
 *
 * @param dialer establishes connections
 * @param rejoin the work to be done before a node is used
 * @param runtime threads and clock
 * @param timeouts the time limits for replies and connections
 * @param listener is notified when a node comes and goes
 */
public record NodeOpener(
        Dialer dialer, RejoinStep rejoin, NodeRuntime runtime, NodeTimeouts timeouts, NodeListener listener) {

    /**
     * Creates a node that does not connect yet. Its address is its identity.
     *
     * @param address the address of the server
     */
    public Node open(NodeAddress address) {
        return new SelfHealingNode(Member.of(address), dialer, rejoin, runtime, timeouts, listener);
    }
}
