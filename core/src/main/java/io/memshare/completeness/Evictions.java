package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the unexpired items that each node has evicted. Safe for use by several threads. */
final class Evictions {

    private final Map<NodeAddress, Long> counts = new ConcurrentHashMap<>();
    private final CompletenessListener listener;

    Evictions(CompletenessListener listener) {
        this.listener = listener;
    }

    /** Returns whether a node has evicted items since it became complete. A restarted node counts from 0. */
    boolean isEvicting(NodeAddress node, Voucher voucher) {
        return voucher.condition() != Voucher.Condition.EMPTIED
                && count(node) > voucher.coverage().evictions();
    }

    /**
     * Records a count.
     *
     * @param node the node
     * @param count how many unexpired items it has evicted since it was started
     */
    void counted(NodeAddress node, long count) {
        Long before = counts.put(node, count);
        if (before != null && count > before) {
            listener.evicts(node);
        }
    }

    /** Forgets the count of a node that was restarted. */
    void forget(NodeAddress node) {
        counts.remove(node);
    }

    /**
     * Returns how many unexpired items a node has evicted, according to the last count.
     *
     * @param node the node
     */
    long count(NodeAddress node) {
        return counts.getOrDefault(node, 0L);
    }
}
