package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides when to retry the rebuild of a node: at once if the sources have changed, otherwise after a growing pause.
 * Does not read a clock; confined to a single thread at a time.
 */
final class Attempts {

    private static final long SHORTEST_AFTER_CHANGE_NANOS = 1_000_000_000L;
    private static final long SHORTEST_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int MOST_DOUBLINGS = 6;

    private final Map<NodeAddress, Attempt> last = new HashMap<>();

    private record Attempt(List<NodeAddress> sources, int failures, long againNanos) {}

    /**
     * Returns whether a rebuild of a node is due.
     *
     * @param node a node that is not complete
     * @param sources the peers to copy from
     * @param nowNanos the current time
     */
    boolean isDue(NodeAddress node, List<NodeAddress> sources, long nowNanos) {
        Attempt attempt = last.get(node);
        return attempt == null || !attempt.sources().equals(sources) || nowNanos - attempt.againNanos() >= 0;
    }

    /** Records the outcome of an attempt. */
    void ended(NodeAddress node, List<NodeAddress> sources, Outcome outcome, long nowNanos) {
        if (outcome == Outcome.COMPLETE) {
            last.remove(node);
            return;
        }
        Attempt before = last.get(node);
        int failures = before == null ? 0 : Math.min(before.failures() + 1, MOST_DOUBLINGS);
        // An abandoned node may continue to miss changes: a server that cannot reach it adds notes all the time.
        long shortest = outcome == Outcome.ABANDONED ? SHORTEST_AFTER_CHANGE_NANOS : SHORTEST_NANOS;
        long pause = outcome == Outcome.INCOMPLETE ? LONGEST_NANOS : Math.min(LONGEST_NANOS, shortest << failures);
        last.put(node, new Attempt(List.copyOf(sources), failures, nowNanos + pause));
    }
}
