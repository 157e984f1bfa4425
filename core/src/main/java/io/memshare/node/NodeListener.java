package io.memshare.node;

/** Is notified when a node comes and goes. Called on memshare's threads; must not block and must not throw. */
public interface NodeListener {

    /** Ignores all events. */
    NodeListener NONE = new NodeListener() {};

    /**
     * Called when a node is used from now on.
     *
     * @param address the node
     */
    default void up(NodeAddress address) {}

    /**
     * Called when a node that was up is marked down: nothing is sent to it from now on.
     *
     * @param address the node
     * @param reason the reason, human-readable
     */
    default void down(NodeAddress address, String reason) {}

    /**
     * Called when a node that is down could not be reached.
     *
     * @param address the node
     * @param reason the reason, human-readable
     */
    default void unreachable(NodeAddress address, String reason) {}

    /**
     * Called when a node that is down was reached, but is incompatible with the configuration of this application.
     *
     * @param address the node
     * @param reason the cause and the remedy, human-readable
     */
    default void misconfigured(NodeAddress address, String reason) {}
}
