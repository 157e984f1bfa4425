package io.memshare.node;

/**
 * The status of a node as this application server sees it at a moment. Immutable.
 *
 * @param address the node
 * @param up whether requests are sent to it now
 * @param reason the reason why it is not up, human-readable; empty while it is up
 */
public record NodeStatus(NodeAddress address, boolean up, String reason) {}
