package io.memshare.test.autoconfigure;

import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import java.util.ArrayList;
import java.util.List;

/**
 * The memcached processes of a test with {@link TestNodes#MEMCACHED}. A test may kill, restart and freeze them; tests
 * that share the application context share them. Thread-safe.
 */
public final class TestMemcached implements MemshareConnectionDetails, AutoCloseable {

    private final List<MemcachedServer> servers;

    private TestMemcached(List<MemcachedServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * Starts processes on free ports.
     *
     * @param count how many, at least 1
     * @throws IllegalStateException if memcached is not installed; the message states the remedy
     */
    static TestMemcached start(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "memshare.test.count is " + count + ", and a test needs a node at least");
        }
        List<MemcachedServer> servers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            servers.add(MemcachedServer.start());
        }
        return new TestMemcached(servers);
    }

    /** Returns the processes, in the order of {@link #nodes()}. */
    public List<MemcachedServer> servers() {
        return servers;
    }

    @Override
    public List<NodeAddress> nodes() {
        return servers.stream()
                .map(server -> NodeAddress.parse(server.address()))
                .toList();
    }

    /** Ends all processes. */
    @Override
    public void close() {
        servers.forEach(MemcachedServer::close);
    }
}
