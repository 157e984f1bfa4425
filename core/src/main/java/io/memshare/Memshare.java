package io.memshare;

import io.memshare.memcached.MemcachedDialer;
import io.memshare.memcached.MetadumpCrawler;
import io.memshare.memcached.Transport;
import io.memshare.node.Background;
import io.memshare.node.Dialer;
import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.Member;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeStatus;
import io.memshare.node.NodeTimeouts;
import io.memshare.node.Quorum;
import io.memshare.node.RejoinStep;
import io.memshare.node.SelfHealingNode;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.placement.QuorumTracker;
import io.memshare.rebuild.Rebuilder;
import io.memshare.rebuild.Ticker;
import io.memshare.replication.EnvelopedRecordType;
import io.memshare.replication.Hints;
import io.memshare.replication.RecordType;
import io.memshare.replication.ReplicatedStore;
import io.memshare.wholeness.MarkerKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The entry point: connections to all nodes, and stores of records on them. Opening never waits for a node, and none
 * need be up. Safe for use by several threads; to be closed when no request is under way any more.
 *
 * <p>{@link #open} is the only place where the parts are put together: transport, dialer, rejoin step (marker, then
 * hints), self-healing nodes, membership, rebuild, listeners.
 */
public final class Memshare implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final MemshareSettings settings;
    private final InstantSource clock;
    private final Parts parts;

    private record Parts(
            NodeRuntime runtime,
            Dialer dialer,
            List<SelfHealingNode> nodes,
            Membership membership,
            MarkerKeeper markers,
            Hints hints,
            Rebuilder rebuilder,
            Listeners listeners) {}

    private Memshare(MemshareSettings settings, InstantSource clock, Parts parts) {
        this.settings = settings;
        this.clock = clock;
        this.parts = parts;
    }

    /**
     * Opens the nodes with the system's clocks.
     *
     * @param settings the settings
     * @throws UncheckedIOException if the operating system refuses the means for network connections
     */
    public static Memshare open(MemshareSettings settings) {
        return open(settings, InstantSource.system());
    }

    /**
     * Opens the nodes.
     *
     * @param settings the settings
     * @param clock the time of day: for timestamps of changes, and for expiries
     * @throws UncheckedIOException if the operating system refuses the means for network connections
     */
    public static Memshare open(MemshareSettings settings, InstantSource clock) {
        NodeRuntime runtime = new NodeRuntime(settings.timeout(), System::nanoTime);
        Transport transport = new Transport(settings::security, System::nanoTime);
        return open(settings, clock, runtime, dialer(clock, transport, runtime), new MetadumpCrawler(transport));
    }

    /**
     * Opens nodes that are reached in a way of the caller's own, such as nodes in memory for the tests of an application. The
     * rebuild reaches them over the network none the less, so the settings must switch it off.
     *
     * @param settings the settings, without a rebuild
     * @param clock the time of day: for timestamps of changes, and for expiries
     * @param dialer sets up the connections; closed with the nodes
     * @throws IllegalArgumentException if the settings ask for a rebuild
     */
    public static Memshare open(MemshareSettings settings, InstantSource clock, Dialer dialer) {
        if (settings.rebuildEnabled()) {
            throw new IllegalArgumentException("nodes behind another dialer are not rebuilt: switch the rebuild off");
        }
        KeyCrawler unused = new MetadumpCrawler(new Transport(settings::security, System::nanoTime));
        return open(settings, clock, new NodeRuntime(settings.timeout(), System::nanoTime), dialer, unused);
    }

    private static Memshare open(
            MemshareSettings settings, InstantSource clock, NodeRuntime runtime, Dialer dialer, KeyCrawler crawler) {
        Listeners listeners = new Listeners();
        MarkerKeeper markers =
                new MarkerKeeper(Key.of(settings.namespace() + ":marker"), TimeToLive.of(settings.longestLifetime()));
        Hints hints = new Hints();
        RejoinStep rejoin =
                (node, channel) -> markers.greet(node, channel).thenCompose(greeted -> hints.deliver(node, channel));
        Quorum quorum = QuorumTracker.of(settings.nodes().size(), settings.redundancy());
        NodeTimeouts timeouts = new NodeTimeouts(settings.timeout(), settings.connectTimeout(), quorum);
        List<SelfHealingNode> nodes = settings.nodes().stream()
                .map(address -> new SelfHealingNode(Member.of(address), dialer, rejoin, runtime, timeouts, listeners))
                .toList();
        Membership membership = new Membership(new Placement(nodes, settings.redundancy()));
        Rebuilder rebuilder = new Rebuilder(
                settings.namespace(),
                settings.rebuildRate(),
                new Rebuilder.Nodes(membership, markers, crawler, settings.envelope()),
                listeners,
                new SystemTicker(),
                new SecureRandom());
        Memshare memshare = new Memshare(
                settings, clock, new Parts(runtime, dialer, nodes, membership, markers, hints, rebuilder, listeners));
        memshare.addListener(new LoggingNodeListener());
        memshare.addListener(new LoggingReplicationListener());
        memshare.addListener(new LoggingRebuildListener());
        memshare.addListener(new MemshareListener() {
            @Override
            public void up(NodeAddress address) {
                runtime.after(Duration.ZERO, memshare::checkMarkers);
            }
        });
        nodes.forEach(SelfHealingNode::start);
        runtime.every(POLL_INTERVAL, memshare::checkMarkers);
        runtime.every(POLL_INTERVAL, memshare::deliverHints);
        OutageReport outages = new OutageReport(System.nanoTime());
        runtime.every(POLL_INTERVAL, () -> outages.look(memshare.nodes(), System.nanoTime()));
        if (settings.rebuildEnabled()) {
            runtime.every(POLL_INTERVAL, rebuilder::look);
        }
        return memshare;
    }

    private void checkMarkers() {
        Background.run("checking the markers", parts.markers().look(parts.nodes()));
    }

    /** Delivers the tombstones that a node missed without having been marked down. */
    private void deliverHints() {
        for (SelfHealingNode node : parts.nodes()) {
            if (node.isUp() && parts.hints().waiting(node.address()) > 0) {
                // A node that does not take them now gets them at a later attempt.
                Background.run(
                        "delivering tombstones",
                        parts.hints().deliver(node, node).exceptionally(failure -> null));
            }
        }
    }

    private static MemcachedDialer dialer(InstantSource clock, Transport transport, NodeRuntime runtime) {
        try {
            return MemcachedDialer.start(clock, transport);
        } catch (IOException ex) {
            runtime.close();
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Returns a store for records of a type on these nodes. A rebuild copies these records to a node that lost them.
     *
     * @param type the records
     * @param prefix the prefix of the keys of these records, and of no others; starts with the namespace and a colon
     * @param <S> the state of a record
     */
    public <S> ReplicatedStore<S> store(RecordType<S> type, String prefix) {
        RecordType<S> stored = new EnvelopedRecordType<>(type, settings.envelope(), settings.namespace());
        ReplicatedStore<S> store =
                new ReplicatedStore<>(stored, parts.membership(), parts.markers(), parts.hints(), parts.listeners());
        parts.rebuilder().add(prefix, store);
        return store;
    }

    /**
     * Registers a listener. It is notified of events from now on; {@link #nodes} has the state of the nodes.
     *
     * @param listener the listener; registered once even if it is added twice
     */
    public void addListener(MemshareListener listener) {
        parts.listeners().add(listener);
    }

    /**
     * Removes a listener. It may still be notified of events that are under way.
     *
     * @param listener the listener; ignored if it is not registered
     */
    public void removeListener(MemshareListener listener) {
        parts.listeners().remove(listener);
    }

    /** Returns the settings that this was opened with. */
    public MemshareSettings settings() {
        return settings;
    }

    /** Returns the time of day that this was opened with. */
    public InstantSource clock() {
        return clock;
    }

    /** Returns the present status of each node, in the order of the settings. */
    public List<NodeStatus> nodes() {
        return parts.nodes().stream().map(SelfHealingNode::status).toList();
    }

    /** Ends all connections and threads. Requests under way are answered as if all nodes had gone down. */
    @Override
    public void close() {
        parts.rebuilder().close();
        parts.nodes().forEach(SelfHealingNode::close);
        parts.dialer().close();
        parts.runtime().close();
    }

    private static final class SystemTicker implements Ticker {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }
}
