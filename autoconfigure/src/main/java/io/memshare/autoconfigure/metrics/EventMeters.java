package io.memshare.autoconfigure.metrics;

import io.memshare.MemshareListener;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts events of nodes. Every event is rare while all is well, so a meter is looked up when it is needed; meters
 * whose only tag is the node are registered from the beginning, with 0. Events of nodes that are not registered are
 * ignored. Thread-safe.
 */
final class EventMeters implements MemshareListener, NodeMeters {

    private static final String DOWN = "memshare.node.down";
    private static final String QUEUED = "memshare.hints.queued";
    private static final String DELIVERED = "memshare.hints.delivered";
    private static final String NOTES = "memshare.notes.written";
    private static final String UNREADABLE = "memshare.records.unreadable";
    private static final String COPIED = "memshare.rebuild.records";
    private static final String LOST = "memshare.records.lost";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            DOWN, "How often the node was marked down after it had been up",
            QUEUED, "Deletions that the node missed, and that are kept until it is back",
            DELIVERED, "Deletions that the node missed, and that were delivered to it",
            NOTES, "Notes that were put on other nodes because this node missed a change",
            COPIED, "Records that rebuilds by this server have copied to the node",
            UNREADABLE, "Records on the node that were read and are damaged, forged or of an unknown format");

    private final MeterRegistry registry;
    private final Set<NodeAddress> nodes = ConcurrentHashMap.newKeySet();
    private final Counter lost;

    EventMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lost = Counter.builder(LOST)
                .description("Records that were read and cannot be read on any node")
                .register(registry);
    }

    @Override
    public void register(NodeAddress node) {
        nodes.add(node);
        DESCRIPTIONS.keySet().forEach(name -> counter(name, node));
        for (RebuildResult.Outcome outcome : RebuildResult.Outcome.values()) {
            rebuilds(node, outcome);
        }
        for (Refusal refusal : Refusal.values()) {
            refused(node, refusal);
        }
    }

    @Override
    public void leave(NodeAddress node) {
        nodes.remove(node);
    }

    /** The reason why a node refused a record, as far as its message shows. */
    private enum Refusal {
        MEMORY,
        SIZE,
        OTHER;

        static Refusal of(String message) {
            String text = message.toLowerCase(Locale.ROOT);
            if (text.contains("out of memory")) {
                return MEMORY;
            }
            return text.contains("too large") ? SIZE : OTHER;
        }
    }

    private void count(String name, NodeAddress node, double amount) {
        if (nodes.contains(node)) {
            counter(name, node).increment(amount);
        }
    }

    private Counter counter(String name, NodeAddress node) {
        return Counter.builder(name)
                .description(DESCRIPTIONS.get(name))
                .tag("node", node.toString())
                .register(registry);
    }

    private Counter refused(NodeAddress node, Refusal refusal) {
        return Counter.builder("memshare.records.refused")
                .description("Records that the node refused to store")
                .tag("node", node.toString())
                .tag("reason", RequestMeters.tag(refusal))
                .register(registry);
    }

    private Timer rebuilds(NodeAddress node, RebuildResult.Outcome outcome) {
        return Timer.builder("memshare.rebuilds")
                .description("Rebuilds of the node by this server, from their beginning to their end")
                .tag("node", node.toString())
                .tag("outcome", RequestMeters.tag(outcome))
                .register(registry);
    }

    @Override
    public void down(NodeAddress address, String reason) {
        count(DOWN, address, 1);
    }

    @Override
    public void hinted(NodeAddress node) {
        count(QUEUED, node, 1);
    }

    @Override
    public void hintDelivered(NodeAddress node) {
        count(DELIVERED, node, 1);
    }

    @Override
    public void noted(NodeAddress holder, NodeAddress about) {
        count(NOTES, about, 1);
    }

    @Override
    public void unreadable(NodeAddress node, Key key, String reason) {
        count(UNREADABLE, node, 1);
    }

    @Override
    public void unreadableEverywhere(Key key) {
        lost.increment();
    }

    @Override
    public void refused(NodeAddress node, Key key, String reason) {
        if (nodes.contains(node)) {
            refused(node, Refusal.of(reason)).increment();
        }
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        if (nodes.contains(node)) {
            rebuilds(node, result.outcome()).record(result.duration());
            count(COPIED, node, (double) result.counts().copied());
        }
    }
}
