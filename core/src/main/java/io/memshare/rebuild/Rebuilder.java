package io.memshare.rebuild;

import io.memshare.codec.Envelope;
import io.memshare.codec.RecordId;
import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.NodeFilling;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.Background;
import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.KeyPage;
import io.memshare.node.NodeAddress;
import io.memshare.node.OneAtATime;
import io.memshare.node.Replica;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.rebuild.RebuildResult.Outcome;
import io.memshare.replication.ReplicatedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds nodes that are up and not complete, sequentially, on a thread that exists only while there is work. Of all
 * application servers, only the holder of the {@link Lease} rebuilds a node. Safe for use by several threads.
 */
public final class Rebuilder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);
    private static final long IDLE_THREAD_SECONDS = 5;

    private final String namespace;
    private final int rate;
    private final Nodes nodes;
    private final RebuildListener listener;
    private final Ticker ticker;
    private final byte[] owner;
    private final RecordStores stores = new RecordStores();
    private final Attempts attempts = new Attempts();
    private final Set<NodeAddress> requested = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor thread;
    private final OneAtATime rebuilds;
    private volatile @Nullable Rebuild current;

    /**
     * The nodes and the means to rebuild them.
     *
     * @param membership the nodes, and which of them hold a key
     * @param keeper tells which nodes are complete
     * @param crawler finds the keys that a node holds
     * @param envelope the outer form of leases
     */
    public record Nodes(Membership membership, CompletenessKeeper keeper, KeyCrawler crawler, Envelope envelope) {

        NodeFilling filling() {
            return keeper.filling();
        }
    }

    /**
     * Creates a rebuilder, which is idle until {@link #runOnce} is called.
     *
     * @param namespace the prefix of all keys, before a colon
     * @param rate the maximum number of records per second, at least 1
     * @param nodes the nodes
     * @param listener is notified of rebuilds
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     * @param random the source of randomness for a name that is unique among application servers
     */
    public Rebuilder(
            String namespace,
            int rate,
            Nodes nodes,
            RebuildListener listener,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this(namespace, rate, nodes, listener, Ticker.of(nanoTime), random);
    }

    Rebuilder(
            String namespace, int rate, Nodes nodes, RebuildListener listener, Ticker ticker, RandomGenerator random) {
        this.namespace = namespace;
        this.rate = rate;
        this.nodes = nodes;
        this.listener = listener;
        this.ticker = ticker;
        this.owner = Lease.owner(random);
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread daemon = new Thread(task, "memshare-rebuild");
                    daemon.setDaemon(true);
                    return daemon;
                });
        this.thread.allowCoreThreadTimeOut(true);
        this.rebuilds = new OneAtATime(thread, this::rebuildAll);
    }

    /**
     * Adds records to rebuild. While there are none, no node is rebuilt.
     *
     * @param prefix the prefix of their keys, which no other keys have
     * @param store the store
     */
    public void add(String prefix, ReplicatedStore<?> store) {
        stores.add(prefix, store);
    }

    /**
     * Makes the rebuild of a node due at once, regardless of failed attempts.
     *
     * @param node a node that is not complete, or will not be in a moment
     */
    public void request(NodeAddress node) {
        requested.add(node);
    }

    /**
     * Starts the rebuild that is due, and supervises a running rebuild. Must be called about every second. Does not
     * block.
     */
    public void runOnce() {
        Rebuild rebuild = current;
        if (rebuild != null) {
            rebuild.runOnce();
        } else if (stores.size() > 0 && isAnyWanting(nodes.membership().current())) {
            rebuilds.start();
        }
    }

    /**
     * Lists the keys of records, a page at a time, from complete nodes. Blocks while nodes are crawled.
     *
     * @param prefix the prefix of the wanted keys
     * @param after the last key of the previous page, null for the first page
     * @param limit the maximum number of keys, at least 1
     * @return the page
     * @throws IOException if too few nodes are complete, or a node could not be crawled
     * @throws InterruptedException if the thread is interrupted
     */
    public KeyPage keys(String prefix, @Nullable Key after, int limit) throws IOException, InterruptedException {
        return new KeyListing(nodes, ticker).page(prefix, after, limit);
    }

    /** Returns the progress of the rebuild by this server, if a rebuild is running. */
    public Optional<RebuildProgress> progress() {
        return Optional.ofNullable(current).map(Rebuild::progress);
    }

    private boolean isAnyWanting(Placement placement) {
        return placement.nodes().stream().anyMatch(node -> isWanting(node, placement));
    }

    private boolean isWanting(Replica node, Placement placement) {
        return node.isUp()
                && nodes.filling().wasIncomplete(node)
                && nodes.filling().isRebuildable(node)
                && nodes.filling().knewAllKinds(placement.nodes())
                && (placement.redundancy() == 1 || !sources(node, placement).isEmpty());
    }

    /** Predicts from the last poll of the nodes which sources {@link Sources#of} will find by a new poll. */
    private List<NodeAddress> sources(Replica target, Placement placement) {
        List<Replica> peers =
                placement.trustedNodes().stream().filter(peer -> peer != target).toList();
        List<Replica> up = peers.stream().filter(Replica::isUp).toList();
        List<Replica> counted = up.stream().filter(nodes.keeper()::counted).toList();
        boolean allKnown = up.size() == peers.size()
                && up.stream()
                        .allMatch(peer ->
                                counted.contains(peer) || nodes.filling().wasIncomplete(peer));
        boolean enough =
                Sources.areEnough(counted.size(), placement, nodes.keeper().consistency());
        return (!enough && allKnown ? up : counted)
                .stream().map(Replica::address).toList();
    }

    private void rebuildAll() {
        Placement placement = nodes.membership().current();
        for (Replica node : placement.nodes()) {
            List<NodeAddress> expected = sources(node, placement);
            if (isWanting(node, placement) && isDue(node.address(), expected)) {
                rebuild(node, placement, expected);
            }
        }
    }

    private boolean isDue(NodeAddress node, List<NodeAddress> sources) {
        return requested.remove(node) || attempts.isDue(node, sources, ticker.nanos());
    }

    private void rebuild(Replica target, Placement placement, List<NodeAddress> expected) {
        Lease lease = new Lease(target, lease(target), nodes.envelope(), owner);
        if (!lease.acquire().join()) {
            return;
        }
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = rebuild(target, placement, lease);
        } catch (RuntimeException | Error ex) {
            LOG.error("the rebuild of memcached node {} failed", target.address(), ex);
        } finally {
            // A server that took the lease repeatedly in vain would keep it from a server that can use it.
            attempts.ended(target.address(), expected, outcome, ticker.nanos());
            Background.run("releasing the lease on a rebuild", lease.release());
        }
    }

    private Outcome rebuild(Replica target, Placement placement, Lease lease) {
        // The status of the node is queried before that of its peers, so that every later miss is noticed.
        VoucherStatus since = nodes.filling().status(target).join();
        Sources sources = Sources.of(target, placement, nodes.keeper());
        List<VoucherStatus> statuses = new ArrayList<>(sources.statuses());
        statuses.add(since);
        boolean promising =
                nodes.filling().knowsAllKinds(statuses) && (!sources.nodes().isEmpty() || placement.redundancy() == 1);
        return promising && nodes.filling().isToBeFilled(target, since)
                ? rebuild(new Rebuild.Task(target, since, placement, sources, lease))
                : Outcome.FAILED;
    }

    private Outcome rebuild(Rebuild.Task task) {
        KeyScan scan = new KeyScan(nodes.crawler(), task.placement(), stores, namespace + ":", ticker);
        Copying copying = new Copying(task.target(), task.sources().nodes(), stores, ticker, rate);
        Rebuild rebuild = new Rebuild(nodes, task, scan, copying, listener, ticker);
        current = rebuild;
        try {
            return rebuild.run().outcome();
        } finally {
            current = null;
        }
    }

    private RecordId lease(Replica node) {
        String name = node.id().name();
        String hash = String.format("%016x", Hash64.of(name.getBytes(StandardCharsets.UTF_8)));
        return new RecordId(namespace, "lease", Key.of(namespace + ":rebuild:" + hash), name);
    }

    /** Abandons a running rebuild, without waiting for its end. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
