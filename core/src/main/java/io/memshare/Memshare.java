package io.memshare;

import io.memshare.memcached.MemcachedDialer;
import io.memshare.node.Greeting;
import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeListener;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeStatus;
import io.memshare.node.SelfHealingNode;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Placement;
import io.memshare.replication.Hints;
import io.memshare.replication.RecordType;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.wholeness.MarkerKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The door: connections to all nodes, and stores of records on them. Opening never waits for a node, and none need be up.
 * Safe for use by several threads; to be closed when no request is under way any more.
 *
 * <p>{@link #open} is the one place where the parts are put together: dialer, self-healing node with its deadlines, greeting
 * (marker, then hints), placement, replicated store.
 */
public final class Memshare implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MemshareSettings settings;
    private final NodeRuntime runtime;
    private final InstantSource clock;
    private final Placement placement;
    private final MarkerKeeper markers;
    private final Hints hints;
    private final ReplicationListener replicationListener = new LoggingReplicationListener();

    private Memshare(
            MemshareSettings settings,
            NodeRuntime runtime,
            InstantSource clock,
            Placement placement,
            MarkerKeeper markers,
            Hints hints) {
        this.settings = settings;
        this.runtime = runtime;
        this.clock = clock;
        this.placement = placement;
        this.markers = markers;
        this.hints = hints;
    }

    /**
     * Opens the nodes with the system's clocks.
     *
     * @param settings what to do
     * @throws UncheckedIOException if the operating system refuses the means for network connections
     */
    public static Memshare open(MemshareSettings settings) {
        return open(settings, InstantSource.system());
    }

    /**
     * Opens the nodes.
     *
     * @param settings what to do
     * @param clock the time of day: for timestamps of changes, and for expiries
     * @throws UncheckedIOException if the operating system refuses the means for network connections
     */
    public static Memshare open(MemshareSettings settings, InstantSource clock) {
        NodeRuntime runtime = new NodeRuntime(settings.timeout(), System::nanoTime);
        Hints hints = new Hints();
        MarkerKeeper markers =
                new MarkerKeeper(Key.of(settings.namespace() + ":marker"), TimeToLive.of(settings.longestLifetime()));
        Greeting greeting =
                (node, channel) -> markers.greet(node, channel).thenCompose(greeted -> hints.deliver(node, channel));
        List<SelfHealingNode> nodes = new ArrayList<>();
        NodeListener listener =
                new LoggingNodeListener(() -> runtime.timer().execute(() -> markers.look(List.copyOf(nodes))));
        try {
            for (NodeAddress address : settings.nodes()) {
                nodes.add(new SelfHealingNode(
                        address,
                        MemcachedDialer.start(clock),
                        greeting,
                        runtime,
                        new SelfHealingNode.Timeouts(settings.timeout(), settings.connectTimeout()),
                        listener));
            }
        } catch (IOException ex) {
            nodes.forEach(Node::close);
            runtime.close();
            throw new UncheckedIOException(ex);
        }
        Placement placement = new Placement(nodes, settings.redundancy());
        Memshare memshare = new Memshare(settings, runtime, clock, placement, markers, hints);
        nodes.forEach(SelfHealingNode::start);
        runtime.every(LOOK, () -> {
            markers.look(placement.nodes());
            placement.nodes().stream()
                    .filter(node -> node.isUp() && hints.waiting(node.address()) > 0)
                    .forEach(node -> hints.deliver(node, node));
        });
        return memshare;
    }

    /**
     * Returns a store for records of one type on these nodes.
     *
     * @param type the records; their keys must differ from those of every other type
     * @param <S> the state of a record
     */
    public <S> ReplicatedStore<S> store(RecordType<S> type) {
        return new ReplicatedStore<>(type, placement, markers, hints, replicationListener);
    }

    /** Returns what this was opened with. */
    public MemshareSettings settings() {
        return settings;
    }

    /** Returns the time of day that this was opened with. */
    public InstantSource clock() {
        return clock;
    }

    /** Returns how each node looks at present, in the order of the settings. */
    public List<NodeStatus> nodes() {
        return placement.nodes().stream().map(Node::status).toList();
    }

    /** Ends all connections and threads. Requests under way are answered as if all nodes had gone down. */
    @Override
    public void close() {
        placement.nodes().forEach(Node::close);
        runtime.close();
    }
}
