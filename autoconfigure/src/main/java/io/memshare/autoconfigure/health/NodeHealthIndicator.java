package io.memshare.autoconfigure.health;

import io.memshare.Memshare;
import io.memshare.NodeReport;
import io.memshare.StoreReport;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.node.ServerStats;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of a node. A node that is away degrades the application as long as every session can be served without it.
 * Thread-safe; queries no node.
 *
 * @param memshare the nodes
 * @param address the node
 */
record NodeHealthIndicator(Memshare memshare, NodeAddress address) implements HealthIndicator {

    static final String FINDINGS = "findings";

    @Override
    public Health health() {
        StoreReport report = memshare.report();
        List<String> findings = memshare.findings().stream()
                .filter(finding -> address.equals(finding.node()))
                .map(finding -> finding.cause() + ": " + finding.action())
                .toList();
        return report.nodes().stream()
                .filter(node -> node.status().address().equals(address))
                .findFirst()
                .map(node -> health(node, report.service(), findings))
                .orElseGet(() -> Health.unknown().build());
    }

    private Health health(NodeReport node, StoreReport.Service service, List<String> findings) {
        Status status = status(node, service);
        Map<String, Object> details = details(node);
        if (!findings.isEmpty()) {
            details.put(FINDINGS, findings);
        }
        boolean worse = status.equals(Status.UP) && !findings.isEmpty();
        return Health.status(worse ? MemshareStatus.DEGRADED : status)
                .withDetails(details)
                .build();
    }

    static Status status(NodeReport node, StoreReport.Service service) {
        if (!node.status().up()) {
            return service == StoreReport.Service.ALL ? MemshareStatus.DEGRADED : Status.DOWN;
        }
        return node.isComplete() && !node.evicting() ? Status.UP : MemshareStatus.DEGRADED;
    }

    private Map<String, Object> details(NodeReport node) {
        NodeStatus status = node.status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", status.up() ? "up" : "down");
        details.put(
                "since",
                memshare.clock()
                        .instant()
                        .minus(status.lasting())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        if (!status.up()) {
            details.put("reason", status.reason());
        }
        if (status.lastFailure() != null) {
            details.put("lastFailure", lower(status.lastFailure().kind()));
        }
        details.put("role", lower(node.role()));
        details.put("vouches", lower(node.vouches()));
        if (node.stats() != null) {
            addTo(details, node.stats());
        }
        details.put("evicting", node.evicting());
        details.put("waitingDeletions", node.hints());
        if (node.rebuild() != null) {
            details.put(
                    "rebuild",
                    Map.of(
                            "percent", node.rebuild().percent(),
                            "checked", node.rebuild().counts().checked(),
                            "copied", node.rebuild().counts().copied(),
                            "failed", node.rebuild().counts().failed(),
                            "seconds", node.rebuild().lasting().toSeconds()));
        }
        return details;
    }

    private static void addTo(Map<String, Object> details, ServerStats stats) {
        details.put("version", stats.version());
        details.put(
                "roundTripMicros",
                TimeUnit.NANOSECONDS.toMicros(stats.roundTrip().toNanos()));
        details.put("items", stats.items());
        details.put("bytes", stats.bytes());
        details.put("limitBytes", stats.limitBytes());
        details.put("evictions", stats.evictions());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
