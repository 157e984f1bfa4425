package io.memshare.simulation;

import io.memshare.replication.Consistency;
import java.util.List;

/**
 * The nodes of a session that counted when a request began, and whether a majority of them was in reach all the time.
 */
final class Majority {

    private final SimulatedApp app;
    private final List<SimulatedNode> replicas;
    private final List<SimulatedNode> counted;
    private final long since;

    Majority(SimulatedApp app, String id, long now) {
        this.app = app;
        this.replicas = app.replicas(id);
        this.counted = replicas.stream().filter(this::counts).toList();
        this.since = now;
    }

    private boolean counts(SimulatedNode node) {
        return node.server().counts() && app.counts(node);
    }

    /**
     * Returns whether the request had to be answered.
     *
     * @param others whether it may concern other ids as well, which other nodes may hold
     */
    boolean wasThere(boolean others) {
        if (others && replicas.size() < app.nodes().size()) {
            return false;
        }
        long there = counted.stream()
                .filter(node -> counts(node) && node.isSoundSince(since))
                .count();
        return there >= Consistency.QUORUM.needed(replicas.size());
    }
}
