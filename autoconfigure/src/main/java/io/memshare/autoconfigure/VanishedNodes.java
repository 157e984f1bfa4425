package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that were found by the last lookups. A node that is not found any more may have been restarted, or the name
 * service may know only a part for a moment, so it counts for some lookups more. Confined to a single thread at a time.
 */
final class VanishedNodes {

    /** How many lookups in a row a node is missing from before it has left. */
    static final int MISSING = 4;

    private final Map<NodeAddress, Integer> missing = new HashMap<>();

    /**
     * Records a lookup.
     *
     * @param found the nodes that were found
     * @return the nodes that count
     */
    Set<NodeAddress> after(Collection<NodeAddress> found) {
        missing.replaceAll((node, times) -> times + 1);
        found.forEach(node -> missing.put(node, 0));
        missing.values().removeIf(times -> times >= MISSING);
        return new HashSet<>(missing.keySet());
    }
}
