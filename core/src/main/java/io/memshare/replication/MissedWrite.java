package io.memshare.replication;

import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node misses a write, until notes tell of it, or may have stored it all the same. Used for a single replica
 * in a single write.
 */
final class MissedWrite {

    private final Completeness completeness;
    private final NodeAddress node;
    private final List<Long> writes = new ArrayList<>();
    private boolean mayBeStored;
    private boolean refused;

    MissedWrite(Completeness completeness, NodeAddress node) {
        this.completeness = completeness;
        this.node = node;
    }

    /** Records that the node is left out. */
    void begin() {
        writes.add(completeness.missedWrite(node));
    }

    /** Records that notes now tell that the write was missed. */
    void noted() {
        writes.forEach(write -> completeness.writeNoted(node, write));
    }

    /** Records that no node has the write. A node that refused it may have dropped what it held before. */
    void nothing() {
        if (!refused) {
            noted();
        }
    }

    /** Records the reply to a request that stores the write. */
    void answered(Reply reply) {
        refused |= reply instanceof Reply.Refused;
        mayBeStored |= reply instanceof Reply.Stored || isUnclear(reply);
    }

    private static boolean isUnclear(Reply reply) {
        return reply instanceof Reply.Unavailable unavailable
                && unavailable.reason() != Reply.Reason.DOWN
                && unavailable.reason() != Reply.Reason.OVERLOADED;
    }

    /** Returns whether the node has stored the write, or may do so later, although it did not say so. */
    boolean mayBeStored() {
        return mayBeStored;
    }
}
