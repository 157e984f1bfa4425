package io.memshare;

import io.memshare.node.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an error when no node has been up for some seconds, including after the start, and a line when the outage ends.
 * Confined to a single thread at a time.
 */
final class OutageReport {

    /** The time that a start or a restart of the network may take before an error is logged. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    private long sinceNanos;
    private boolean up;
    private boolean reported;

    /**
     * Creates a report.
     *
     * @param nowNanos the current time on a monotonic clock
     */
    OutageReport(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    /**
     * Records the status of the nodes.
     *
     * @param nodes all nodes
     * @param nowNanos the current time on the same clock
     */
    void check(List<NodeStatus> nodes, long nowNanos) {
        boolean anyUp = nodes.stream().anyMatch(NodeStatus::up);
        if (anyUp) {
            if (reported) {
                LOG.info(
                        "a memcached node is up again after an outage of {} s: sessions are available",
                        since(nowNanos));
            }
            reported = false;
        } else if (up) {
            sinceNanos = nowNanos;
        } else if (!reported && nowNanos - sinceNanos >= PATIENCE.toNanos()) {
            reported = true;
            LOG.error(
                    "no memcached node has been up for {} s, and requests that need a session are answered"
                            + " with 503: {}",
                    since(nowNanos),
                    nodes.stream()
                            .map(node -> node.address() + ": " + node.reason())
                            .collect(Collectors.joining("; ")));
        }
        up = anyUp;
    }

    private long since(long nowNanos) {
        return Duration.ofNanos(nowNanos - sinceNanos).toSeconds();
    }
}
