package io.memshare.session;

import io.memshare.node.NodeAddress;
import org.jspecify.annotations.Nullable;

/**
 * One node's copy of a session, as found at one moment. Immutable.
 *
 * @param node the node
 * @param state what the node holds
 * @param secondsLeft the seconds after which the node forgets the copy; null if there is none or it never does
 */
public record SessionCopy(
        NodeAddress node, State state, @Nullable Long secondsLeft) {

    /** What a node holds of a session. */
    public enum State {
        /** The newest state that any node holds. */
        CURRENT,
        /** An older state than another node's. */
        OLDER,
        /** Nothing. */
        MISSING,
        /** Bytes that cannot be read. */
        DAMAGED,
        /** The node gave no answer. */
        UNREACHABLE
    }
}
