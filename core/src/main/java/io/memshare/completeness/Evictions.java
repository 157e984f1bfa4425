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

    long count(NodeAddress node) {
        return counts.getOrDefault(node, 0L);
    }
}
