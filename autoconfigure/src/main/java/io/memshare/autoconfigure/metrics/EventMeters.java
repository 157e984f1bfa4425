package io.memshare.autoconfigure.metrics;

import io.memshare.MemshareListener;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts events of nodes. Every event is rare while all is well, so a meter is looked up when it is needed; meters
 * whose only tag is the node are registered from the beginning, with 0. Thread-safe.
 */
final class EventMeters implements MemshareListener {

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
    private final Counter lost;

    EventMeters(MeterRegistry registry, List<NodeAddress> nodes) {
        this.registry = registry;
        this.lost = Counter.builder(LOST)
                .description("Records that were read and cannot be read on any node")
                .register(registry);
        for (NodeAddress node : nodes) {
            DESCRIPTIONS.keySet().forEach(name -> counter(name, node));
            for (RebuildResult.Outcome outcome : RebuildResult.Outcome.values()) {
                rebuilds(node, outcome);
            }
            for (Refusal refusal : Refusal.values()) {
                refused(node, refusal);
            }
        }
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
        counter(DOWN, address).increment();
    }

    @Override
    public void hinted(NodeAddress node) {
        counter(QUEUED, node).increment();
    }

    @Override
    public void hintDelivered(NodeAddress node) {
        counter(DELIVERED, node).increment();
    }

    @Override
    public void noted(NodeAddress holder, NodeAddress about) {
        counter(NOTES, about).increment();
    }

    @Override
    public void unreadable(NodeAddress node, Key key, String reason) {
        counter(UNREADABLE, node).increment();
    }

    @Override
    public void unreadableEverywhere(Key key) {
        lost.increment();
    }

    @Override
    public void refused(NodeAddress node, Key key, String reason) {
        refused(node, Refusal.of(reason)).increment();
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        rebuilds(node, result.outcome()).record(result.duration());
        counter(COPIED, node).increment((double) result.counts().copied());
    }
}
