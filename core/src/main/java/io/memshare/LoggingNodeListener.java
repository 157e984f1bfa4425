package io.memshare;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when nodes come and go: once per change, however often an attempt to reach a node fails. Has the markers looked at as
 * soon as a node is there.
 */
final class LoggingNodeListener implements NodeListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    private final Set<NodeAddress> down = ConcurrentHashMap.newKeySet();
    private final Runnable afterUp;

    /**
     * @param afterUp what to do when a node is used from now on; must not block and must not throw
     */
    LoggingNodeListener(Runnable afterUp) {
        this.afterUp = afterUp;
    }

    @Override
    public void up(NodeAddress address) {
        down.remove(address);
        LOG.info("memcached node {} is up", address);
        afterUp.run();
    }

    @Override
    public void down(NodeAddress address, String reason) {
        down.add(address);
        LOG.warn("memcached node {} is left out: {}", address, reason);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        if (down.add(address)) {
            LOG.warn("memcached node {} cannot be reached: {}", address, reason);
        } else {
            LOG.debug("memcached node {} still cannot be reached: {}", address, reason);
        }
    }
}
