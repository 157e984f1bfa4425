package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When to try again what did not make a node complete: at once when there are other sources, otherwise after a while that grows.
 * Knows no clock; for one thread at a time.
 */
final class Attempts {

    private static final long SHORTEST_AFTER_CHANGE_NANOS = 1_000_000_000L;
    private static final long SHORTEST_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int MOST_DOUBLINGS = 6;

    private final Map<NodeAddress, Attempt> last = new HashMap<>();

    private record Attempt(List<NodeAddress> sources, int failures, long againNanos) {}

    /**
     * Returns whether a node is to be tried.
     *
     * @param node a node that is not complete
     * @param sources the peers that are
     * @param nowNanos the time now
     */
    boolean isDue(NodeAddress node, List<NodeAddress> sources, long nowNanos) {
        Attempt attempt = last.get(node);
        return attempt == null || !attempt.sources().equals(sources) || nowNanos - attempt.againNanos() >= 0;
    }

    /** Takes note of what came of a try. */
    void ended(NodeAddress node, List<NodeAddress> sources, Outcome outcome, long nowNanos) {
        if (outcome == Outcome.COMPLETE) {
            last.remove(node);
            return;
        }
        Attempt before = last.get(node);
        int failures = before == null ? 0 : Math.min(before.failures() + 1, MOST_DOUBLINGS);
        // What was given up may go on missing changes: a server that does not reach the node notes them all the time.
        long shortest = outcome == Outcome.ABANDONED ? SHORTEST_AFTER_CHANGE_NANOS : SHORTEST_NANOS;
        long pause = outcome == Outcome.INCOMPLETE ? LONGEST_NANOS : Math.min(LONGEST_NANOS, shortest << failures);
        last.put(node, new Attempt(List.copyOf(sources), failures, nowNanos + pause));
    }
}
