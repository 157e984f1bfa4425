package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;

/**
 * Is notified of problems with records. Called on threads that serve the network; must not block and must not throw.
 */
public interface ReplicationListener {

    /** Ignores all events. */
    ReplicationListener NONE = new ReplicationListener() {};

    /**
     * Called when a node holds bytes that are damaged, forged or of an unknown format.
     *
     * @param node the node
     * @param key the key
     * @param reason the problem
     */
    default void unreadable(NodeAddress node, Key key, String reason) {}

    /**
     * Called when a node refused a write; it may have dropped its earlier content.
     *
     * @param node the node
     * @param key the key
     * @param reason the message of the node
     */
    default void refused(NodeAddress node, Key key, String reason) {}

    /**
     * Called when every node that should hold a record has answered, and none holds readable bytes. The record counts
     * as absent.
     *
     * @param key the key
     */
    default void unreadableEverywhere(Key key) {}

    /**
     * Called when a record was read, for a single request or for several that share the read. Copies for a rebuild are
     * excluded.
     *
     * @param read the figures of the read
     */
    default void read(ReadSummary read) {}

    /**
     * Called when a record was written, for a single request or for several that share the write.
     *
     * @param write the figures of the write
     */
    default void written(WriteSummary write) {}

    /**
     * Called when a deletion that a node missed is kept for delivery.
     *
     * @param node the node
     */
    default void hinted(NodeAddress node) {}

    /**
     * Called when a deletion that a node missed was delivered to it.
     *
     * @param node the node
     */
    default void hintDelivered(NodeAddress node) {}
}
