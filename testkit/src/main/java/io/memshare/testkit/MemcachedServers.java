package io.memshare.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that kills the memcached processes that a test has started. Registered by a field, it kills them
 * after each test; by a static field, or a field of a test class with a single instance, after all tests of the class.
 * Thread-safe.
 *
 * <pre>{@code
 * @RegisterExtension
 * private final MemcachedServers servers = new MemcachedServers();
 *
 * private final MemcachedServer server = servers.start();
 * }</pre>
 */
public final class MemcachedServers implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<MemcachedServer> started = new CopyOnWriteArrayList<>();
    private volatile boolean untilAllHaveRun;

    /** Starts an empty server on a free port, as {@link MemcachedServer#start(String...)} does. */
    public MemcachedServer start(String... extraArgs) {
        return closedLater(MemcachedServer.start(extraArgs));
    }

    /** Starts an empty server, as {@link MemcachedServer#start(ServerSecurity, String...)} does. */
    public MemcachedServer start(ServerSecurity security, String... extraArgs) {
        return closedLater(MemcachedServer.start(security, extraArgs));
    }

    /**
     * Starts several empty servers on free ports.
     *
     * @param count the number of servers
     */
    public List<MemcachedServer> startAll(int count) {
        List<MemcachedServer> servers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            servers.add(start());
        }
        return List.copyOf(servers);
    }

    /**
     * Returns a server of this test.
     *
     * @param index its number in the order of the starts, from 0
     */
    public MemcachedServer get(int index) {
        return started.get(index);
    }

    private MemcachedServer closedLater(MemcachedServer server) {
        started.add(server);
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        untilAllHaveRun = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!untilAllHaveRun) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void close() {
        started.forEach(MemcachedServer::close);
        started.clear();
    }
}
