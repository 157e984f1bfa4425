package io.memshare.session;

import io.memshare.node.NodeAddress;
import io.memshare.replication.CopyState;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of a session at a point in time. Immutable.
 *
 * @param node the node
 * @param state the state of the copy
 * @param secondsLeft the seconds until the node drops the copy; null if there is no copy or it never expires
 */
public record SessionCopy(
        NodeAddress node, CopyState state, @Nullable Long secondsLeft) {}
