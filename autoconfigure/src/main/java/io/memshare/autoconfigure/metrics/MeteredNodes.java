package io.memshare.autoconfigure.metrics;

import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Has meters for the nodes in use, and for no others, while the list of nodes changes. Thread-safe. */
final class MeteredNodes implements MemshareListener {

    private final Memshare memshare;
    private final MeterRegistry registry;
    private final List<NodeMeters> meters;
    private final Set<NodeAddress> registered = new HashSet<>();

    MeteredNodes(Memshare memshare, MeterRegistry registry, List<NodeMeters> meters) {
        this.memshare = memshare;
        this.registry = registry;
        this.meters = List.copyOf(meters);
    }

    /** Registers missing meters, and removes those of former nodes. */
    synchronized void update() {
        Set<NodeAddress> used =
                memshare.nodes().stream().map(NodeStatus::address).collect(Collectors.toSet());
        Set<NodeAddress> left = new HashSet<>(registered);
        left.removeAll(used);
        left.forEach(this::remove);
        used.stream().filter(registered::add).forEach(node -> meters.forEach(each -> each.register(node)));
    }

    private void remove(NodeAddress node) {
        registered.remove(node);
        meters.forEach(each -> each.leave(node));
        registry.getMeters().stream().filter(meter -> isOf(node, meter.getId())).forEach(registry::remove);
    }

    private static boolean isOf(NodeAddress node, Meter.Id id) {
        return id.getName().contains("memshare.") && node.toString().equals(id.getTag("node"));
    }

    @Override
    public void listChanged(ListState state) {
        update();
    }
}
