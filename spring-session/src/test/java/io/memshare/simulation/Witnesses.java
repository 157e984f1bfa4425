package io.memshare.simulation;

import io.memshare.node.Key;
import io.memshare.session.SimulatedSessions;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a session held when a request began, as far as nothing stood between them and the application
 * server from then on: the answer must know all of that, whatever happens to the other nodes.
 */
final class Witnesses {

    private final List<SimulatedNode> replicas;
    private final Key key;
    private final long since;
    private final Map<SimulatedNode, SessionState> held = new HashMap<>();
    private final SimulatedApp app;
    private final Set<SimulatedNode> complete = new HashSet<>();

    Witnesses(SimulatedApp app, String id, long now) {
        this.replicas = app.replicas(id);
        this.key = SimulatedSessions.key(id);
        this.since = now;
        this.app = app;
        for (SimulatedNode node : replicas) {
            SessionState state = node.server().state(key);
            if (state != null) {
                held.put(node, state);
            }
            if (isComplete(node)) {
                complete.add(node);
            }
        }
    }

    long since() {
        return since;
    }

    /** Returns the nodes that were in reach all the time. */
    List<SimulatedNode> sound() {
        return replicas.stream().filter(node -> node.isSoundSince(since)).toList();
    }

    /**
     * Returns whether the request had to be answered: all replicas were in reach, or one was that the server took for
     * complete from beginning to end.
     */
    boolean isAnswerDue() {
        return calm() || sound().stream().anyMatch(node -> complete.contains(node) && isComplete(node));
    }

    private boolean isComplete(SimulatedNode node) {
        return node.server().isComplete() && app.takesForComplete(node);
    }

    /** Returns whether a server was to hold the session and did not when the request began. */
    boolean lacked(SimulatedServer server) {
        return replicas.stream().anyMatch(node -> node.server() == server && !held.containsKey(node));
    }

    /** Returns whether nothing was wrong anywhere. */
    boolean calm() {
        return sound().size() == replicas.size();
    }

    /** Returns what is known in any case, or null if that is nothing. */
    @Nullable SessionState known() {
        SessionState known = null;
        for (SimulatedNode node : sound()) {
            SessionState state = held.get(node);
            if (state != null) {
                known = known == null ? state : known.merge(state);
            }
        }
        return known;
    }

    /** Returns whether the session has been moved to another id, which other nodes may keep. */
    boolean moved() {
        return replicas.stream().anyMatch(node -> node.server().state(key) instanceof Moved);
    }

    /** Returns whether other ids hang together with this one, whose records other nodes may keep. */
    boolean linked() {
        return moved()
                || replicas.stream()
                        .anyMatch(node -> node.server().state(key) instanceof Live live && live.origin() != null);
    }

    /** Returns the nodes in reach that do not hold what was just said to be stored. */
    List<SimulatedNode> lacking(Fact fact) {
        List<SimulatedNode> lacking = new ArrayList<>();
        for (SimulatedNode node : sound()) {
            if (!fact.isHeldBy(node.server())) {
                lacking.add(node);
            }
        }
        return lacking;
    }
}
