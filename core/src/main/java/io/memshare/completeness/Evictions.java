package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many unexpired items each node has evicted. Safe for use by several threads. */
public final class Evictions {

    private final Map<NodeAddress, Long> counts = new ConcurrentHashMap<>();
    private final CompletenessListener listener;

    Evictions(CompletenessListener listener) {
        this.listener = listener;
    }

    /** Returns whether a node has evicted items since it became complete. A node that was restarted counts from 0. */
    boolean isEvicting(NodeAddress node, Voucher voucher) {
        return voucher.condition() != Voucher.Condition.EMPTIED
                && count(node) > voucher.coverage().evictions();
    }

    /**
     * Takes note of a count.
     *
     * @param node the node
     * @param count how many unexpired items it has evicted since it was started
     */
    public void counted(NodeAddress node, long count) {
        Long before = counts.put(node, count);
        if (before != null && count > before) {
            listener.evicts(node);
        }
    }

    /**
     * Returns how many unexpired items a node has evicted, as far as it was counted.
     *
     * @param node the node
     */
    public long count(NodeAddress node) {
        return counts.getOrDefault(node, 0L);
    }
}
