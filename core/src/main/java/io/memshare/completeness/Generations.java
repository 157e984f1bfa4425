package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices that every node has lost its memory since the last poll. As long as one node with a known life
 * answers, the others are filled from it, and their new lives are known from then on. Safe for use by several threads.
 */
final class Generations {

    /** After a longer pause, all nodes may have been restarted one after the other, with nothing lost. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<NodeAddress, Long> known = new HashMap<>();
    private long observedNanos;

    /**
     * Records a poll of all nodes.
     *
     * @param lives for each node that answered the life of its memory, or null if it has no voucher
     * @param nodes the number of all nodes
     * @param nowNanos the current time on a monotonic clock
     * @return whether every node has lost its memory
     */
    synchronized boolean isEverythingLost(Map<NodeAddress, @Nullable Long> lives, int nodes, long nowNanos) {
        if (nowNanos - observedNanos > LONGEST_PAUSE.toNanos()) {
            known.clear();
        }
        observedNanos = nowNanos;
        boolean survived = known.isEmpty()
                || lives.entrySet().stream()
                        .anyMatch(node ->
                                node.getValue() != null && node.getValue().equals(known.get(node.getKey())));
        boolean lost = !survived && lives.size() == nodes;
        if (lost) {
            known.clear();
        }
        if (survived || lost) {
            lives.forEach((node, life) -> {
                if (life != null) {
                    known.put(node, life);
                }
            });
        }
        return lost;
    }
}
