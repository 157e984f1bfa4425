package io.memshare;

import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.ServerStats;
import io.memshare.node.StatsReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries the statistics of the nodes, and keeps the last answer of each. Safe for use by several threads. */
final class StatsPoll {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    /** The time without evictions after which a node no longer counts as evicting. */
    private static final Duration EVICTING = Duration.ofMinutes(1);

    private final StatsReader reader;
    private final Duration timeout;
    private final ObjLongConsumer<NodeAddress> evictions;
    private final LongSupplier nanoTime;
    private final Map<NodeAddress, ServerStats> last = new ConcurrentHashMap<>();
    private final Map<NodeAddress, Long> evictedNanos = new ConcurrentHashMap<>();

    /**
     * Creates a poll.
     *
     * @param timeout how long a node may be silent
     * @param evictions receives the number of unexpired items that each node has evicted
     * @param nanoTime a monotonic clock
     */
    StatsPoll(StatsReader reader, Duration timeout, ObjLongConsumer<NodeAddress> evictions, LongSupplier nanoTime) {
        this.reader = reader;
        this.timeout = timeout;
        this.evictions = evictions;
        this.nanoTime = nanoTime;
    }

    /** Queries all nodes that are up, sequentially, and forgets nodes that were removed. Blocks. */
    void runOnce(List<? extends Replica> nodes) {
        Set<NodeAddress> used = nodes.stream().map(Replica::address).collect(Collectors.toSet());
        last.keySet().retainAll(used);
        evictedNanos.keySet().retainAll(used);
        for (Replica node : nodes) {
            if (node.isUp()) {
                try {
                    answered(node.address(), reader.stats(node.address(), timeout));
                } catch (IOException ex) {
                    // The last answer is kept.
                    LOG.debug("memcached node {} did not report its statistics: {}", node.address(), ex.getMessage());
                }
            }
        }
    }

    private void answered(NodeAddress node, ServerStats stats) {
        ServerStats before = last.put(node, stats);
        if (before != null && stats.evictions() > before.evictions()) {
            evictedNanos.put(node, nanoTime.getAsLong());
        }
        evictions.accept(node, stats.evictions());
    }

    /** Returns the last statistics of a node. */
    Optional<ServerStats> last(NodeAddress node) {
        return Optional.ofNullable(last.get(node));
    }

    /** Returns whether a node was seen to evict unexpired items within the last minute. */
    boolean isEvicting(NodeAddress node) {
        Long nanos = evictedNanos.get(node);
        return nanos != null && nanoTime.getAsLong() - nanos < EVICTING.toNanos();
    }
}
