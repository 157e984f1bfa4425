package io.memshare;

import io.memshare.codec.Envelope;
import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.NodeListChange;
import io.memshare.diagnosis.Finding;
import io.memshare.memcached.Transport;
import io.memshare.node.Background;
import io.memshare.node.Dialer;
import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.KeyPage;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeOpener;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeStatus;
import io.memshare.node.NodeTimeouts;
import io.memshare.node.RejoinStep;
import io.memshare.node.RequestListener;
import io.memshare.node.StatsReader;
import io.memshare.rebuild.Rebuilder;
import io.memshare.replication.Hints;
import io.memshare.replication.RecordType;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: connections to all nodes, and stores of records on them. Opening never waits for a node, and no node
 * need be up. Safe for use by several threads. Must be closed only when no request is in progress any more.
 *
 * <p>{@link #open} is the composition root: transport, dialer, rejoin step (voucher, then hints), self-healing nodes,
 * membership, rebuild, listeners.
 */
public final class Memshare implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STATS_INTERVAL = Duration.ofSeconds(3);

    private final MemshareSettings settings;
    private final InstantSource clock;
    private final Parts parts;

    private record Parts(
            NodeRuntime runtime,
            Dialer dialer,
            NodePool pool,
            CompletenessKeeper keeper,
            WriteLimits limits,
            NodeReports reports,
            Hints hints,
            Rebuilder rebuilder,
            Listeners listeners,
            List<RequestListener> requests,
            RequestedRebuilds rebuilds,
            ServerDiagnosis diagnosis) {}

    private Memshare(MemshareSettings settings, InstantSource clock, Parts parts) {
        this.settings = settings;
        this.clock = clock;
        this.parts = parts;
    }

    /**
     * Opens the nodes with the system's clocks.
     *
     * @param settings the settings
     * @throws UncheckedIOException if the operating system provides no selector for network connections
     */
    public static Memshare open(MemshareSettings settings) {
        return open(settings, InstantSource.system());
    }

    /**
     * Opens the nodes.
     *
     * @param settings the settings
     * @param clock the time of day, for timestamps of changes and for expiries
     * @throws UncheckedIOException if the operating system provides no selector for network connections
     */
    public static Memshare open(MemshareSettings settings, InstantSource clock) {
        NodeRuntime runtime = new NodeRuntime(settings.timeout(), System::nanoTime);
        Transport transport = new Transport(settings::security, System::nanoTime);
        Dialer dialer = dialer(clock, transport, runtime);
        Reach reach = new Reach(dialer, transport.crawler(), transport.stats());
        return open(settings, clock, runtime, reach);
    }

    /**
     * Opens nodes with a custom dialer, such as in-memory nodes for the tests of an application. The rebuild reaches
     * nodes over the network only, so the settings must disable it; statistics are not queried.
     *
     * @param settings the settings, without a rebuild
     * @param clock the time of day, for timestamps of changes and for expiries
     * @param dialer establishes the connections; closed with the nodes
     * @throws IllegalArgumentException if the settings enable the rebuild
     */
    public static Memshare open(MemshareSettings settings, InstantSource clock, Dialer dialer) {
        if (settings.rebuildEnabled()) {
            throw new IllegalArgumentException("nodes behind a custom dialer cannot be rebuilt: disable the rebuild");
        }
        KeyCrawler unused = new Transport(settings::security, System::nanoTime).crawler();
        StatsReader silent = (address, timeout) -> {
            throw new IOException("the node can be reached by a custom dialer only");
        };
        Reach reach = new Reach(dialer, unused, silent);
        return open(settings, clock, new NodeRuntime(settings.timeout(), System::nanoTime), reach);
    }

    /** The means to reach the nodes: for requests, for the rebuild, and for the statistics. */
    private record Reach(Dialer dialer, KeyCrawler crawler, StatsReader stats) {}

    private static Memshare open(MemshareSettings settings, InstantSource clock, NodeRuntime runtime, Reach reach) {
        Listeners listeners = new Listeners();
        List<RequestListener> requests = new CopyOnWriteArrayList<>();
        Dialer dialer = reach.dialer().observed(requests, System::nanoTime);
        WriteLimits limits = new WriteLimits(settings.timeout(), System::nanoTime);
        AtomicReference<NodePool> nodes = new AtomicReference<>();
        Envelope control = new ReportingEnvelope(
                settings.envelope(), () -> Objects.requireNonNull(nodes.get()).nodes(), listeners);
        CompletenessKeeper keeper = new CompletenessKeeper(settings.profile(control, limits), listeners);
        Hints hints = new Hints();
        RejoinStep rejoin = (node, channel) -> keeper.greet(
                        node, channel, Objects.requireNonNull(nodes.get()).nodes())
                .thenCompose(greeted -> hints.deliver(node, channel));
        NodeTimeouts timeouts = new NodeTimeouts(
                settings.timeout(), settings.connectTimeout(), settings.nodes().size(), settings.redundancy());
        NodeOpener opener = new NodeOpener(dialer, rejoin, runtime, timeouts, listeners);
        NodePool pool = new NodePool(
                opener,
                new NodePool.Followers(hints, listeners),
                settings,
                keeper.lists().current());
        nodes.set(pool);
        keeper.lists().useBy(pool);
        Rebuilder rebuilder = new Rebuilder(
                settings.namespace(),
                settings.rebuildRate(),
                new Rebuilder.Nodes(pool.membership(), keeper, reach.crawler(), control),
                listeners,
                System::nanoTime,
                new SecureRandom());
        StatsPoll stats = new StatsPoll(reach.stats(), settings.connectTimeout(), keeper::evicted, System::nanoTime);
        Memshare memshare = new Memshare(
                settings,
                clock,
                new Parts(
                        runtime,
                        dialer,
                        pool,
                        keeper,
                        limits,
                        new NodeReports(pool, keeper, stats, hints, rebuilder),
                        hints,
                        rebuilder,
                        listeners,
                        requests,
                        new RequestedRebuilds(pool, keeper, rebuilder, settings.rebuildEnabled()),
                        ServerDiagnosis.of(
                                settings,
                                pool,
                                new ServerDiagnosis.Sources(clock, System::nanoTime, new SecureRandom()),
                                stats,
                                listeners)));
        Listeners.logging().forEach(memshare::addListener);
        memshare.addListener(new PollTrigger(
                delay -> runtime.after(delay, memshare::checkVouchers),
                () -> keeper.ready().isDone()));
        runtime.everyInBackground(STATS_INTERVAL, () -> stats.runOnce(pool.nodes()));
        pool.start();
        runtime.every(POLL_INTERVAL, memshare::checkVouchers);
        runtime.every(POLL_INTERVAL, new HintDelivery(pool, hints)::runOnce);
        OutageReport outages = new OutageReport(System.nanoTime());
        runtime.every(POLL_INTERVAL, () -> outages.check(memshare.nodes(), System.nanoTime()));
        memshare.parts.diagnosis().start(runtime);
        if (settings.rebuildEnabled()) {
            runtime.every(POLL_INTERVAL, rebuilder::runOnce);
        }
        return memshare;
    }

    private void checkVouchers() {
        Background.run("checking the vouchers", parts.keeper().poll(parts.pool().nodes()));
    }

    private static Dialer dialer(InstantSource clock, Transport transport, NodeRuntime runtime) {
        try {
            return transport.dialer(clock);
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
        RecordType<S> stored = type.in(settings.envelope(), settings.namespace());
        ReplicatedStore<S> store = new ReplicatedStore<>(
                stored, parts.pool().membership(), parts.keeper(), parts.hints(), parts.limits(), parts.listeners());
        parts.keeper().addKind(type.kind());
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

    /**
     * Registers a listener for requests. Measuring has a small cost for each request to a node; without such a listener
     * nothing is measured.
     *
     * @param listener the listener, which must not throw; notified of requests sent from now on
     */
    public void addRequestListener(RequestListener listener) {
        parts.requests().add(listener);
    }

    /**
     * Removes a listener for requests. It is still notified of the end of pending requests.
     *
     * @param listener the listener; ignored if it is not registered
     */
    public void removeRequestListener(RequestListener listener) {
        parts.requests().remove(listener);
    }

    /** Returns the settings. */
    public MemshareSettings settings() {
        return settings;
    }

    /** Returns the clock for the time of day. */
    public InstantSource clock() {
        return clock;
    }

    /** Returns the monotonic clock, for the age of what is known: nanoseconds since an arbitrary time. */
    public long nanoTime() {
        return parts.runtime().nanoTime();
    }

    /** Returns the current status of each node in use, in the order of the settings; nodes that were added are last. */
    public List<NodeStatus> nodes() {
        return parts.pool().statuses();
    }

    /**
     * Returns the nodes that were known to hold every record that they should, as of the last poll. While any node does
     * not answer, the other nodes are trusted only together with a complete node. Under
     * {@link io.memshare.replication.Consistency#QUORUM}, returns the nodes whose copies count for a majority.
     */
    public List<NodeAddress> completeNodes() {
        return parts.pool().nodes().stream()
                .filter(node -> node.isUp() && parts.keeper().counted(node))
                .map(Node::address)
                .toList();
    }

    /**
     * Requests the rebuild of a node, even if it may be complete: it counts as incomplete until all its records have
     * been compared with those of the others.
     *
     * @param node the node
     * @return the outcome of the request; never completes exceptionally
     */
    public CompletableFuture<RebuildRequest> rebuild(NodeAddress node) {
        return parts.rebuilds().request(node);
    }

    /**
     * Begins to change the list of nodes on all application servers. The sessions stay available meanwhile: records are
     * copied to the nodes that should hold them from now on, and each server uses the nodes of both lists until that is
     * done and all servers take part. Where every node holds every record, this remains so; otherwise the number of
     * copies remains. {@link #report} shows the progress. A change that has just begun can be replaced by another one,
     * or taken back by the former list.
     *
     * @param nodes the new nodes, 1 or more, without duplicates, at least one of them from the present list
     * @return the outcome of the request; never completes exceptionally
     */
    public CompletableFuture<NodeListChange> changeNodes(List<NodeAddress> nodes) {
        if (nodes.isEmpty() || Set.copyOf(nodes).size() < nodes.size()) {
            throw new IllegalArgumentException("the list of nodes is empty or has a duplicate");
        }
        return settings.rebuildEnabled()
                ? parts.keeper().lists().begin(nodes, parts.pool().nodes())
                : CompletableFuture.completedFuture(NodeListChange.REBUILD_OFF);
    }

    /**
     * Returns the knowledge of this server about the nodes. Queries no node, and is cheap enough for each request of a
     * health check.
     */
    public StoreReport report() {
        return parts.reports().now(settings.consistency());
    }

    /**
     * Returns the findings about the settings of nodes, and of other application servers compared with this server.
     * Queries no node.
     */
    public List<Finding> findings() {
        return parts.diagnosis().findings();
    }

    /**
     * Lists the keys of records, a page at a time, with memcached's crawler. Every page walks through all items of a
     * node, or of several, so pages should be large. Blocks, and is meant for jobs.
     *
     * @param prefix the prefix of the wanted keys
     * @param after the last key of the previous page, null for the first page
     * @param limit the maximum number of keys, at least 1
     * @return the page; keys that are stored or removed in the meantime may be missing
     * @throws IOException if too few nodes are complete, or a node could not be crawled; the message is human-readable
     * @throws InterruptedException if the thread is interrupted
     */
    public KeyPage keys(String prefix, @Nullable Key after, int limit) throws IOException, InterruptedException {
        return parts.rebuilder().keys(prefix, after, limit);
    }

    /**
     * Closes all connections and ends all threads. Pending requests are answered as if all nodes had gone down, but a
     * write that this breaks off does not count as missed by any node.
     */
    @Override
    public void close() {
        parts.rebuilder().close();
        parts.keeper().close();
        parts.pool().close();
        parts.dialer().close();
        parts.runtime().close();
    }
}
