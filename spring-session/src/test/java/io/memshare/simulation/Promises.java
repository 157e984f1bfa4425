package io.memshare.simulation;

import io.memshare.crdt.LwwMap;
import io.memshare.node.FakeItems;
import io.memshare.session.SimulatedSessions;
import io.memshare.session.SimulatedSessions.Answer;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges every answer, and remembers what has been promised. Knows the true content of all nodes. */
final class Promises implements Faults.Losses {

    private final VirtualTime time;
    private final List<SimulatedServer> servers;
    private final List<SimulatedApp> apps;
    private final Set<Fact> alive = new LinkedHashSet<>();
    private final List<String> broken = new ArrayList<>();
    private final Log log;
    private long lastLoss = -1;

    Promises(VirtualTime time, List<SimulatedServer> servers, List<SimulatedApp> apps, Log log) {
        this.time = time;
        this.servers = servers;
        this.apps = apps;
        this.log = log;
    }

    List<String> broken() {
        return broken;
    }

    void broken(String what) {
        log.add("BROKEN: " + what);
        broken.add(what);
    }

    @Override
    public boolean mayBeEmptied(SimulatedServer server) {
        return true;
    }

    /** What a server holds is about to be lost: what no other one has is promised no longer. */
    @Override
    public void emptied(SimulatedServer lost) {
        lastLoss = time.now();
        alive.removeIf(fact -> {
            boolean held = servers.stream().anyMatch(fact::isHeldBy);
            boolean heldElsewhere =
                    servers.stream().filter(server -> server != lost).anyMatch(fact::isHeldBy);
            if (!held) {
                broken("nobody holds it any more: " + fact);
            } else if (!heldElsewhere) {
                log.add("the last copy is lost: " + fact);
            }
            return !heldElsewhere;
        });
    }

    /** A node is used again and has a session that the server which uses it has buried. */
    void returned(String id, String what) {
        if (alive.contains(Fact.gone(id))) {
            broken(what);
        }
    }

    /** Returns when a server last lost what it held, -1 if none has. */
    long lastLoss() {
        return lastLoss;
    }

    /** A client has been told something. */
    void told(Fact fact, Witnesses witnesses) {
        if (servers.stream().anyMatch(fact::isHeldBy)) {
            alive.add(fact);
        } else if (lastLoss < witnesses.since()) {
            broken("a client was told what no node holds: " + fact);
        }
    }

    /** A change was acknowledged: all nodes in reach have it. */
    void acknowledged(Fact fact, Witnesses witnesses) {
        told(fact, witnesses);
        List<SimulatedNode> lacking = witnesses.lacking(fact);
        if (!lacking.isEmpty()) {
            broken(lacking.get(0).server() + " was in reach and did not get it: " + fact);
        }
    }

    void refused(String what, Witnesses witnesses) {
        // The change of a session that was moved goes to the nodes of its new id.
        boolean elsewhere = witnesses.known() instanceof Moved || witnesses.moved();
        if (!elsewhere && !witnesses.sound().isEmpty()) {
            broken(what + " was refused though " + witnesses.sound().get(0).server() + " was in reach");
        }
    }

    void found(String id, Answer answer, Witnesses witnesses) {
        SessionState known = witnesses.known();
        if (answer instanceof Answer.Found found) {
            if (known != null && !found.live().merge(known).equals(found.live())) {
                broken("an old state of " + id + " was read, a node in reach knew better: " + known);
            }
            found.live()
                    .attributes()
                    .forEach((name, entry) -> told(Fact.attribute(id, name, entry.timestamp()), witnesses));
        } else if (answer instanceof Answer.Unavailable unavailable) {
            if (known != null && witnesses.isAnswerDue()) {
                broken(id + " could not be read though a complete node in reach holds it: " + unavailable.reason());
            }
        } else {
            gone(id, known, witnesses);
        }
    }

    private void gone(String id, @Nullable SessionState known, Witnesses witnesses) {
        boolean buried = servers.stream().anyMatch(server -> {
            SessionState state = server.state(SimulatedSessions.key(id));
            return state != null && state.isTombstone();
        });
        if (!buried && known instanceof Live) {
            broken(id + " was said to be gone, a node in reach holds it");
        } else if (!buried && alive.contains(Fact.exists(id)) && !excused(witnesses)) {
            broken(id + " was said to be gone, a node out of reach holds it");
        }
    }

    /**
     * A server that could not write to a node makes it incomplete as soon as it reaches it again. Until then others
     * that reach this node, and none of those that have the session, believe its "no": two faults at once, on different
     * sides. The node may have got the session from yet another request since it said "no".
     */
    private boolean excused(Witnesses witnesses) {
        return apps.stream()
                .flatMap(app -> app.nodes().stream())
                .anyMatch(node ->
                        witnesses.lacked(node.server()) && !node.isSoundSince(witnesses.since() - VirtualTime.SECOND));
    }

    /** Faults have ended, and all nodes are in reach: whatever was promised must be there. */
    void settled() {
        for (Fact fact : alive) {
            if (servers.stream().noneMatch(fact::isHeldBy)) {
                broken("it is lost: " + fact);
            }
        }
    }

    /** Everything was read and saved: all copies are equal, and are kept long enough. */
    void equal(String id, List<SimulatedServer> replicas, long second, long lastVisit) {
        List<FakeItems.Item> items = new ArrayList<>();
        for (SimulatedServer server : replicas) {
            FakeItems.Item item = server.item(SimulatedSessions.key(id));
            if (item != null) {
                items.add(item);
            }
        }
        boolean equal =
                items.stream().mapToInt(FakeItems.Item::checksum).distinct().count() <= 1;
        if (!equal || (!items.isEmpty() && items.size() < replicas.size())) {
            broken("the copies of " + id + " differ: "
                    + replicas.stream()
                            .map(server -> server + " " + server.state(SimulatedSessions.key(id)))
                            .toList());
        }
        for (int i = 0; i < items.size(); i++) {
            SessionState state = replicas.get(i).state(SimulatedSessions.key(id));
            boolean tombstone = state != null && state.isTombstone();
            long least = tombstone
                    ? SimulatedSessions.TOMBSTONE.toSeconds() - second
                    : SimulatedSessions.secondsKept() - (second - lastVisit);
            if (items.get(i).expires() - second < least - 2) {
                broken(replicas.get(i) + " keeps " + state + " of " + id + " for "
                        + (items.get(i).expires() - second) + " s only");
            }
        }
    }

    /** Returns what of a session's attributes a state knows. */
    static List<Fact> facts(String id, Live live) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.exists(id));
        live.attributes().forEach((name, entry) -> facts.add(fact(id, name, entry)));
        return facts;
    }

    private static Fact fact(String id, String name, LwwMap.Entry entry) {
        return Fact.attribute(id, name, entry.timestamp());
    }
}
