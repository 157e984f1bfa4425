package io.memshare.simulation;

import io.memshare.codec.Envelope;
import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.CompletenessListener;
import io.memshare.completeness.ServerProfile;
import io.memshare.node.Key;
import io.memshare.node.NodeRules;
import io.memshare.node.RejoinStep;
import io.memshare.node.Replica;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.rebuild.SimulatedRebuild;
import io.memshare.replication.Consistency;
import io.memshare.replication.Hints;
import io.memshare.replication.WriteLimits;
import io.memshare.session.SimulatedSessions;
import io.memshare.state.Live;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One application server, put together as {@link io.memshare.Memshare} does it. */
final class SimulatedApp {

    static final String NAMESPACE = "simulation";
    static final Key VOUCHER = Key.of(NAMESPACE + ":voucher");
    private static final Duration FOUNDING_WAIT = Duration.ofSeconds(30);

    private final int number;
    private final VirtualTime time;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final CompletenessKeeper keeper;
    private final Hints hints = new Hints();
    private final Placement placement;
    private final SimulatedSessions sessions;
    private final BiConsumer<String, String> onStale;
    private final @Nullable SimulatedRebuild rebuild;
    private final Map<String, Long> buried = new LinkedHashMap<>();
    private boolean dead;

    SimulatedApp(
            int number,
            VirtualTime time,
            RandomGenerator random,
            List<SimulatedServer> servers,
            List<Path> paths,
            int redundancy,
            long skewMillis,
            BiConsumer<String, String> onStale) {
        this(number, time, random, servers, paths, new Way(redundancy, Consistency.AVAILABLE), skewMillis, onStale);
    }

    /** How many copies there are, and how many an answer takes. Where a majority is needed, nodes are rebuilt. */
    record Way(int redundancy, Consistency consistency) {}

    SimulatedApp(
            int number,
            VirtualTime time,
            RandomGenerator random,
            List<SimulatedServer> servers,
            List<Path> paths,
            Way way,
            long skewMillis,
            BiConsumer<String, String> onStale) {
        this.number = number;
        this.onStale = onStale;
        this.time = time;
        WriteLimits limits = new WriteLimits(SimulatedNode.TIMEOUT, () -> 1_000 * time.now());
        this.keeper = new CompletenessKeeper(
                new ServerProfile(
                        NAMESPACE,
                        Envelope.PLAIN,
                        ServerProfile.list(
                                servers.stream().map(SimulatedServer::address).toList(),
                                way.redundancy(),
                                way.consistency()),
                        SimulatedSessions.secondsKept(),
                        new ServerProfile.Timing(limits, FOUNDING_WAIT, Duration.ofMinutes(1)),
                        random),
                CompletenessListener.NONE);
        RejoinStep rejoin = (node, channel) ->
                keeper.greet(node, channel, nodes).thenCompose(greeted -> hints.deliver(node, channel));
        NodeRules rules = new NodeRules(servers.size(), way.redundancy(), SimulatedNode.TIMEOUT);
        for (int i = 0; i < servers.size(); i++) {
            SimulatedServer server = servers.get(i);
            nodes.add(new SimulatedNode(time, random, paths.get(i), server, rejoin, rules, () -> back(server)));
        }
        this.placement = new Placement(nodes, way.redundancy());
        this.sessions =
                new SimulatedSessions(new Membership(placement), keeper, hints, limits, time.wallClock(skewMillis));
        this.rebuild = way.consistency() == Consistency.QUORUM
                ? new SimulatedRebuild(keeper, placement, sessions.replicated(), SimulatedApp::crawl)
                : null;
    }

    private static @Nullable List<Key> crawl(Replica source, long since) {
        SimulatedNode node = (SimulatedNode) source;
        return node.isClear() ? node.server().sessionsSince(since) : null;
    }

    /** Ends the process: nothing is sent any more, and nothing that arrives is looked at. */
    void kill() {
        dead = true;
        nodes.forEach(SimulatedNode::close);
    }

    boolean isDead() {
        return dead;
    }

    void start() {
        nodes.forEach(SimulatedNode::start);
        lookRegularly();
    }

    private void lookRegularly() {
        time.after(VirtualTime.SECOND, () -> {
            if (!dead) {
                poll();
                if (rebuild != null) {
                    rebuild.runOnce();
                }
                lookRegularly();
            }
        });
    }

    private void back(SimulatedServer server) {
        buried.forEach((id, at) -> {
            if (server.emptiedAt() < at && server.state(SimulatedSessions.key(id)) instanceof Live) {
                onStale.accept(
                        id, server + " is used again by " + this + ", which buried " + id + ", and has it alive");
            }
        });
        poll();
    }

    /** This server has been told that a session is gone: no node that comes back to it may bring it back. */
    void buried(String id) {
        buried.putIfAbsent(id, time.now());
    }

    private void poll() {
        keeper.poll(List.copyOf(nodes));
    }

    /** Returns whether the server takes a node for one whose word counts. */
    boolean counts(SimulatedNode node) {
        return keeper.counted(node);
    }

    boolean takesForComplete(SimulatedNode node) {
        return keeper.counted(node);
    }

    SimulatedSessions sessions() {
        return sessions;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    /** Returns the nodes that keep a session. */
    List<SimulatedNode> replicas(String id) {
        List<Replica> replicas = placement.replicas(SimulatedSessions.key(id));
        return nodes.stream().filter(replicas::contains).toList();
    }

    @Override
    public String toString() {
        return "app " + number;
    }
}
