package io.memshare.node;

/**
 * How one node looks to this application server at one moment. Immutable.
 *
 * @param address the node
 * @param up whether requests are sent to it now
 * @param reason why it is not up, in words for a person; empty while it is up
 */
public record NodeStatus(NodeAddress address, boolean up, String reason) {}
