package io.memshare;

import io.memshare.node.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an error when no node has been up for some seconds, be it from the start, and a line when that ends. For one thread at
 * a time.
 */
final class OutageReport {

    /** A start, and the restart of a network, are given so long before they are worth an error. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    private long sinceNanos;
    private boolean up;
    private boolean reported;

    /** @param nowNanos the present by a monotonic clock */
    OutageReport(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    /**
     * Takes note of how the nodes look.
     *
     * @param nodes all nodes
     * @param nowNanos the present by the same clock
     */
    void look(List<NodeStatus> nodes, long nowNanos) {
        boolean anyUp = nodes.stream().anyMatch(NodeStatus::up);
        if (anyUp) {
            if (reported) {
                LOG.info(
                        "a memcached node is up again after {} s without any: sessions are served again",
                        since(nowNanos));
            }
            reported = false;
        } else if (up) {
            sinceNanos = nowNanos;
        } else if (!reported && nowNanos - sinceNanos >= PATIENCE.toNanos()) {
            reported = true;
            LOG.error(
                    "no memcached node has been up for {} s, and requests that need a session are answered with 503: {}",
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
