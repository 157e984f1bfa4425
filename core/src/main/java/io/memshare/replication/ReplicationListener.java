package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;

/** Is told of what the store meets. Called on threads that serve the network; must not block and must not throw. */
public interface ReplicationListener {

    /** Hears nothing. */
    ReplicationListener NONE = new ReplicationListener() {};

    /**
     * A node holds bytes that are damaged, forged or of an unknown format.
     *
     * @param node the node
     * @param key the key
     * @param reason what is wrong with them
     */
    default void unreadable(NodeAddress node, Key key, String reason) {}

    /**
     * A node refused a write, and may have dropped what it held.
     *
     * @param node the node
     * @param key the key
     * @param reason what it said
     */
    default void refused(NodeAddress node, Key key, String reason) {}

    /**
     * Every node that is to hold a record has answered, and none holds bytes that can be read. The record counts as absent.
     *
     * @param key the key
     */
    default void unreadableEverywhere(Key key) {}

    /**
     * A record was read, be it for one request or for several that share the read. Copies for a rebuild are not among these.
     *
     * @param read what came of it
     */
    default void read(ReadSummary read) {}

    /**
     * A record was written, be it for one request or for several that share the write.
     *
     * @param write what came of it
     */
    default void written(WriteSummary write) {}

    /**
     * A deletion that a node missed is kept to be delivered to it.
     *
     * @param node the node
     */
    default void hinted(NodeAddress node) {}

    /**
     * A deletion that a node missed was delivered to it.
     *
     * @param node the node
     */
    default void hintDelivered(NodeAddress node) {}
}
