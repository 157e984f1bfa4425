package io.memshare.session;

import io.memshare.node.NodeAddress;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of a session at a point in time. Immutable.
 *
 * @param node the node
 * @param state the state of the copy
 * @param secondsLeft the seconds until the node drops the copy; null if there is no copy or it never expires
 */
public record SessionCopy(
        NodeAddress node, State state, @Nullable Long secondsLeft) {

    /** The states of a copy. */
    public enum State {
        /** The copy is as new as any. */
        CURRENT,
        /** The copy is older than that of another node. */
        OLDER,
        /** The node has no copy. */
        MISSING,
        /** The copy cannot be read. */
        DAMAGED,
        /** The node gave no answer. */
        UNREACHABLE
    }
}
