package io.memshare.autoconfigure.metrics;

import io.memshare.Memshare;
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
        NodeGauges gauges = new NodeGauges(memshare, registry);
        gauges.register();
        EventMeters events = new EventMeters(registry);
        RequestMeters requests = new RequestMeters(registry);
        MeteredNodes nodes = new MeteredNodes(memshare, registry, List.of(gauges, events, requests));
        memshare.addListener(nodes);
        nodes.update();
        memshare.addListener(events);
        memshare.addListener(new ReplicationMeters(registry));
        memshare.addRequestListener(requests);
    }
}
