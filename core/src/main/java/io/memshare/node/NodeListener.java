package io.memshare.node;

/** Is notified when a node comes and goes. Called on threads of memshare; must not block and must not throw. */
public interface NodeListener {

    /** Ignores all events. */
    NodeListener NONE = new NodeListener() {};

    /**
     * A node is used from now on.
     *
     * @param address the node
     */
    default void up(NodeAddress address) {}

    /**
     * A node that was up is marked down: nothing is sent to it from now on.
     *
     * @param address the node
     * @param reason the reason, human-readable
     */
    default void down(NodeAddress address, String reason) {}

    /**
     * A node that is down could not be reached.
     *
     * @param address the node
     * @param reason the reason, human-readable
     */
    default void unreachable(NodeAddress address, String reason) {}

    /**
     * A node that is down was reached, but does not go together with this application as both are configured.
     *
     * @param address the node
     * @param reason the cause and the remedy, human-readable
     */
    default void misconfigured(NodeAddress address, String reason) {}
}
