package io.memshare.autoconfigure.metrics;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/**
 * Measures the nodes and the operations on them.
 *
 * @param memshare the nodes
 */
record MemshareMeterBinder(Memshare memshare) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        List<NodeAddress> nodes = memshare.settings().nodes();
        NodeGauges gauges = new NodeGauges(memshare, registry);
        gauges.register();
        memshare.addListener(gauges);
        memshare.addListener(new EventMeters(registry, nodes));
        memshare.addListener(new ReplicationMeters(registry));
        memshare.addRequestListener(new RequestMeters(registry));
    }
}
