package io.memshare;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts unreadable and refused records, and logs the first of each kind and node, then every hundredth. */
final class LoggingReplicationListener implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);
    private static final int EVERY = 100;

    private final Map<NodeAddress, LongAdder> unreadable = new ConcurrentHashMap<>();
    private final Map<NodeAddress, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder unreadableEverywhere = new LongAdder();

    @Override
    public void unreadable(NodeAddress node, Key key, String reason) {
        long count = count(unreadable, node);
        if (count % EVERY == 1) {
            LOG.warn("record {} on memcached node {} cannot be read: {} (number {})", key, node, reason, count);
        }
    }

    @Override
    public void refused(NodeAddress node, Key key, String reason) {
        long count = count(refused, node);
        if (count % EVERY == 1) {
            LOG.warn("memcached node {} refused record {}: {} (number {})", node, key, reason, count);
        }
    }

    @Override
    public void unreadableEverywhere(Key key) {
        unreadableEverywhere.increment();
        long count = unreadableEverywhere.sum();
        if (count % EVERY == 1) {
            LOG.warn("record {} cannot be read on any node and counts as absent (number {})", key, count);
        }
    }

    private static long count(Map<NodeAddress, LongAdder> counts, NodeAddress node) {
        LongAdder adder = counts.computeIfAbsent(node, address -> new LongAdder());
        adder.increment();
        return adder.sum();
    }
}
