package io.memshare.simulation;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.session.SimulatedSessions;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import io.memshare.state.Successor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one browser and the changes that lead from one to the other, which may fork. Judges what is promised of
 * forks: each lives, has what its own change wrote and nothing that another wrote, and ends with any other.
 */
final class Family {

    private static final String OWN = "own ";

    /** A logout follows sixteen changes back and ends 64 ids; fewer are judged. */
    private static final int MOST_STEPS = 8;

    private static final int MOST_IDS = 40;

    private final Simulation world;
    private final Map<String, String> cameFrom = new HashMap<>();
    private final Set<String> logoutsBegun = new LinkedHashSet<>();
    private final Map<String, Integer> unfinished = new HashMap<>();
    private final Map<String, Long> calmMoves = new HashMap<>();
    private final Map<String, Long> calmLogouts = new HashMap<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();

    Family(Simulation world) {
        this.world = world;
    }

    /** The attribute that a change of id sets. */
    static String own(String newId) {
        return OWN + newId;
    }

    void moveBegins(String from, String to) {
        cameFrom.put(to, from);
    }

    void moved(String to, SimulatedApp app, long since) {
        acknowledged.add(to);
        if (isCalm(app, since)) {
            calmMoves.put(to, since);
        }
    }

    /**
     * Takes down that a logout begins. Another one of the family may be under way, or may have broken off, in the
     * middle of what links its ids.
     *
     * @return whether there is no such other one
     */
    boolean logoutBegins(String id) {
        logoutsBegun.add(id);
        return unfinished.merge(root(id), 1, Integer::sum) == 1;
    }

    /** Returns whether no other logout has begun meanwhile. */
    boolean loggedOut(String id) {
        return unfinished.merge(root(id), -1, Integer::sum) == 0;
    }

    void loggedOutAlone(String id, SimulatedApp app, long since) {
        if (isCalm(app, since)) {
            calmLogouts.putIfAbsent(id, world.promises().lastLoss());
        }
    }

    private static boolean isCalm(SimulatedApp app, long since) {
        return app.nodes().stream().allMatch(node -> node.isSoundSince(since));
    }

    /** Returns what has to be under the successors that a request in flight met, each below its change of id. */
    List<Fact> followers(Moved moved, String name, HybridTimestamp at) {
        List<Fact> facts = new ArrayList<>();
        for (Successor successor : moved.successors()) {
            for (Map.Entry<String, String> move : cameFrom.entrySet()) {
                boolean meant = SimulatedSessions.key(move.getKey()).equals(successor.key());
                if (meant && forks(move.getValue()) <= Moved.MOST_SUCCESSORS) {
                    facts.add(Fact.attribute(move.getKey(), name, at.below(successor.at())));
                }
            }
        }
        return facts;
    }

    /** Returns how many changes of an id have begun. */
    long forks(String from) {
        return cameFrom.values().stream().filter(from::equals).count();
    }

    private String root(String id) {
        String root = id;
        for (String before = cameFrom.get(root); before != null; before = cameFrom.get(root)) {
            root = before;
        }
        return root;
    }

    private boolean mayHaveEnded(String id) {
        String root = root(id);
        boolean loggedOut = logoutsBegun.stream().anyMatch(other -> root(other).equals(root));
        boolean tooMany = cameFrom.values().stream()
                .filter(from -> root(from).equals(root))
                .anyMatch(from -> forks(from) > Moved.MOST_SUCCESSORS);
        return loggedOut || tooMany;
    }

    /** A session has only attributes of changes that led to it. */
    void judgeAttributes(String id, Live live) {
        Set<String> mine = new LinkedHashSet<>();
        for (String each = id; each != null; each = cameFrom.get(each)) {
            mine.add(own(each));
        }
        for (String name : live.attributes().names()) {
            if (name.startsWith(OWN) && !mine.contains(name)) {
                world.promises().broken(id + " has '" + name + "', which is of another request");
            }
        }
    }

    void judgeVanished(String newId) {
        if (!mayHaveEnded(newId)) {
            world.promises().broken(newId + " has vanished, and nobody has logged out");
        }
    }

    /** To be called in the end. */
    void judge(List<String> ids) {
        for (String id : ids) {
            for (SimulatedServer server : world.servers()) {
                SessionState state = server.state(SimulatedSessions.key(id));
                if (state instanceof Live live) {
                    judgeAttributes(id, live);
                }
                if (state == Deleted.INSTANCE && acknowledged.contains(id) && !mayHaveEnded(id)) {
                    world.promises().broken(id + " was acknowledged and is deleted, and nobody has logged out");
                }
            }
        }
        calmLogouts.forEach((id, lastLoss) -> {
            Set<String> relatives = relatives(id, lastLoss);
            if (relatives.size() <= MOST_IDS) {
                relatives.forEach(relative ->
                        world.expectGone(relative, "it is of one family with " + id + ", which was logged out"));
            }
        });
    }

    /** Returns what hangs together by changes in calm, of which nothing was lost before the logout. */
    private Set<String> relatives(String id, long lastLoss) {
        Map<String, Integer> steps = new HashMap<>(Map.of(id, 0));
        Queue<String> waiting = new ArrayDeque<>(List.of(id));
        for (String each = waiting.poll(); each != null; each = waiting.poll()) {
            int step = steps.get(each) + 1;
            for (Map.Entry<String, Long> move : calmMoves.entrySet()) {
                String other = otherEnd(move.getKey(), each);
                if (other != null && step <= MOST_STEPS && move.getValue() > lastLoss && !steps.containsKey(other)) {
                    steps.put(other, step);
                    waiting.add(other);
                }
            }
        }
        return steps.keySet();
    }

    private @Nullable String otherEnd(String to, String id) {
        String from = cameFrom.get(to);
        if (to.equals(id)) {
            return from;
        }
        return id.equals(from) ? to : null;
    }
}
