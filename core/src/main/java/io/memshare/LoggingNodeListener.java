package io.memshare;

import io.memshare.node.NodeAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when nodes come and go: once per change and per cause, however often an attempt to reach a node fails. */
final class LoggingNodeListener implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    private final Set<NodeAddress> down = ConcurrentHashMap.newKeySet();
    private final Map<NodeAddress, String> misconfigured = new ConcurrentHashMap<>();

    @Override
    public void up(NodeAddress address) {
        down.remove(address);
        misconfigured.remove(address);
        LOG.info("memcached node {} is up", address);
    }

    @Override
    public void down(NodeAddress address, String reason) {
        down.add(address);
        LOG.warn("memcached node {} is marked down: {}", address, reason);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        if (down.add(address)) {
            LOG.warn("memcached node {} cannot be reached: {}", address, reason);
        } else {
            LOG.debug("memcached node {} still cannot be reached: {}", address, reason);
        }
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        down.add(address);
        if (!reason.equals(misconfigured.put(address, reason))) {
            LOG.error("memcached node {} cannot be used: {}", address, reason);
        } else {
            LOG.debug("memcached node {} still cannot be used: {}", address, reason);
        }
    }
}
