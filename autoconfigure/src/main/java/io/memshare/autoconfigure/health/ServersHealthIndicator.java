package io.memshare.autoconfigure.health;

import io.memshare.Memshare;
import io.memshare.diagnosis.Finding;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports whether the other application servers have the same settings as this one. Thread-safe; queries no node.
 *
 * @param memshare the nodes, through which servers learn of each other
 */
record ServersHealthIndicator(Memshare memshare) implements HealthIndicator {

    @Override
    public Health health() {
        List<String> findings = memshare.findings().stream()
                .filter(finding -> finding.node() == null)
                .map(Finding::text)
                .toList();
        return findings.isEmpty()
                ? Health.up().build()
                : Health.status(MemshareStatus.DEGRADED)
                        .withDetail(NodeHealthIndicator.FINDINGS, findings)
                        .build();
    }
}
