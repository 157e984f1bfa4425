package io.memshare.autoconfigure.health;

import io.memshare.Memshare;
import io.memshare.NodeListReport;
import io.memshare.StoreReport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports whether sessions can be served. Down as soon as there may be sessions that cannot be served. Thread-safe;
 * queries no node.
 *
 * @param memshare the nodes
 */
record SessionsHealthIndicator(Memshare memshare) implements HealthIndicator {

    @Override
    public Health health() {
        StoreReport report = memshare.report();
        boolean all = report.service() == StoreReport.Service.ALL;
        NodeListReport list = report.list();
        Health.Builder health = (all ? Health.up() : Health.down())
                .withDetail("served", NodeHealthIndicator.lower(report.service()))
                .withDetail("nodes", report.nodes().size())
                .withDetail("up", report.up())
                .withDetail("complete", report.complete())
                .withDetail("copies", report.redundancy())
                .withDetail("list", NodeHealthIndicator.lower(list.phase()))
                .withDetail("epoch", list.epoch());
        if (!list.foreign().isEmpty()) {
            health.withDetail("otherLists", list.foreign());
            if (all) {
                health.status(MemshareStatus.DEGRADED);
            }
        }
        return health.build();
    }
}
