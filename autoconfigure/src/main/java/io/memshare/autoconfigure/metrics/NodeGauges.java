package io.memshare.autoconfigure.metrics;

import io.memshare.Memshare;
import io.memshare.NodeReport;
import io.memshare.StoreReport;
import io.memshare.node.NodeAddress;
import io.memshare.node.ServerStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of the current state of each node. Thread-safe; queries no node. */
final class NodeGauges implements NodeMeters {

    private static final String SECONDS = "seconds";

    private final Memshare memshare;
    private final MeterRegistry registry;

    NodeGauges(Memshare memshare, MeterRegistry registry) {
        this.memshare = memshare;
        this.registry = registry;
    }

    void register() {
        Gauge.builder("memshare.served", memshare, door -> door.report().service() == StoreReport.Service.ALL ? 1 : 0)
                .description("1 while every session can be served")
                .register(registry);
        Gauge.builder("memshare.findings", memshare, door -> door.findings().size())
                .description("Settings of nodes and of other application servers that are wrong")
                .register(registry);
    }

    @Override
    public void register(NodeAddress node) {
        gauge(
                node,
                "memshare.node.up",
                "1 while the node is used",
                null,
                report -> report.status().up() ? 1 : 0);
        gauge(
                node,
                "memshare.node.complete",
                "1 while the node is known to hold every session that it should",
                null,
                report -> report.isComplete() ? 1 : 0);
        gauge(
                node,
                "memshare.node.state.duration",
                "For how long the node has been up, or has not been",
                SECONDS,
                report -> seconds(report.status().lasting()));
        gauge(
                node,
                "memshare.node.round.trip",
                "How long the node took to answer when it was last asked for its statistics",
                SECONDS,
                told(stats -> seconds(stats.roundTrip())));
        gauge(node, "memshare.node.items", "Items on the node", null, told(ServerStats::items));
        gauge(node, "memshare.node.memory.used", "Memory of items", BaseUnits.BYTES, told(ServerStats::bytes));
        gauge(node, "memshare.node.memory.max", "Memory for items", BaseUnits.BYTES, told(ServerStats::limitBytes));
        gauge(
                node,
                "memshare.node.evictions",
                "Unexpired items that the node has evicted since it was started",
                null,
                told(ServerStats::evictions));
        gauge(
                node,
                "memshare.hints.waiting",
                "Deletions that this server keeps until the node is back",
                null,
                NodeReport::hints);
        gauge(
                node,
                "memshare.rebuild.progress",
                "How far the rebuild of the node by this server has come, from 0 to 1",
                null,
                report ->
                        report.rebuild() == null ? Double.NaN : report.rebuild().percent() / 100.0);
    }

    /** Gauges of a node that has left do not come back by themselves. */
    @Override
    public void leave(NodeAddress node) {}

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static ToDoubleFunction<NodeReport> told(ToDoubleFunction<ServerStats> value) {
        return report -> report.stats() == null ? Double.NaN : value.applyAsDouble(report.stats());
    }

    private void gauge(
            NodeAddress node,
            String name,
            String description,
            @Nullable String unit,
            ToDoubleFunction<NodeReport> value) {
        Gauge.builder(name, memshare, door -> of(door, node, value))
                .description(description)
                .baseUnit(unit)
                .tag("node", node.toString())
                .register(registry);
    }

    private static double of(Memshare door, NodeAddress node, ToDoubleFunction<NodeReport> value) {
        return door.report().nodes().stream()
                .filter(report -> report.status().address().equals(node))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
