package io.memshare;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Real memcached processes, and application servers that use them. */
public final class Cluster implements AutoCloseable {

    public static final String COMPLETE = "complete";
    public static final String INCOMPLETE = "incomplete";

    private final List<MemcachedServer> servers = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Memshare> apps = new ArrayList<>();

    private Cluster() {}

    public static Cluster of(int nodes) {
        return of(nodes, new String[0]);
    }

    /** Starts nodes, the last one of which gets further arguments. */
    public static Cluster of(int nodes, String... argumentsOfTheLast) {
        Cluster cluster = new Cluster();
        for (int i = 0; i < nodes; i++) {
            cluster.servers.add(i == nodes - 1 ? MemcachedServer.start(argumentsOfTheLast) : MemcachedServer.start());
            cluster.proxies.add(FaultProxy.inFrontOf(cluster.servers.get(i)));
        }
        return cluster;
    }

    public MemcachedServer server(int index) {
        return servers.get(index);
    }

    public FaultProxy proxy(int index) {
        return proxies.get(index);
    }

    public int size() {
        return servers.size();
    }

    /** Settings that name the servers themselves. Without rebuild, so that what a test sees is its own doing. */
    public MemshareSettings settings() {
        return settings(servers.stream().map(MemcachedServer::address));
    }

    /** Settings that name the proxies in front of the servers. Without rebuild. */
    public MemshareSettings proxiedSettings() {
        return settings(proxies.stream().map(FaultProxy::address));
    }

    private static MemshareSettings settings(Stream<String> addresses) {
        return MemshareSettings.builder(addresses.map(NodeAddress::parse).toList())
                .rebuildEnabled(false)
                .build();
    }

    /** Starts an application server and waits until all nodes are up for it. */
    public Memshare app() {
        return app(settings(), InstantSource.system());
    }

    public Memshare app(MemshareSettings settings, InstantSource clock) {
        return app(settings, clock, new MemshareListener() {});
    }

    public Memshare app(MemshareSettings settings, InstantSource clock, MemshareListener listener) {
        Memshare app = start(settings, clock, listener);
        for (int i = 0; i < size(); i++) {
            awaitNode(app, i, true);
        }
        awaitWhole();
        return app;
    }

    /** Starts an application server and waits for nothing. */
    public Memshare start(MemshareSettings settings, InstantSource clock) {
        return start(settings, clock, new MemshareListener() {});
    }

    private Memshare start(MemshareSettings settings, InstantSource clock, MemshareListener listener) {
        Memshare app = Memshare.open(settings, clock);
        app.addListener(listener);
        apps.add(app);
        return app;
    }

    /** Starts an application server and waits until all nodes are up for it, complete or not. */
    public Memshare connected(MemshareSettings settings) {
        Memshare app = start(settings, InstantSource.system());
        for (int i = 0; i < size(); i++) {
            awaitNode(app, i, true);
        }
        return app;
    }

    public static void awaitNode(Memshare app, int index, boolean up) {
        await().atMost(Hang.LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> app.nodes().get(index).up() == up);
    }

    /** Waits until the nodes vouch for being complete, so that what is not there is known not to be there. */
    public void awaitWhole() {
        for (MemcachedServer server : servers) {
            await().atMost(Hang.LIMIT.toSeconds(), SECONDS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !server.isAlive()
                            || voucher(server).equals(COMPLETE)
                            || (isSealed(server) && isKnownToBeComplete(server)));
        }
    }

    private static boolean isSealed(MemcachedServer server) {
        byte[] voucher = server.value("memshare:voucher");
        return voucher != null && voucher[0] != 1;
    }

    /** Only who has the key can read what a node vouches for. */
    private boolean isKnownToBeComplete(MemcachedServer server) {
        int index = servers.indexOf(server);
        return apps.stream()
                .anyMatch(app ->
                        app.completeNodes().contains(app.settings().nodes().get(index)));
    }

    /** Returns what a node vouches for: {@link #COMPLETE}, {@link #INCOMPLETE}, or nothing. */
    public static String voucher(MemcachedServer server) {
        byte[] voucher = server.value("memshare:voucher");
        if (voucher == null) {
            return "";
        }
        if (voucher[0] != 1) {
            return "sealed";
        }
        return (voucher[1] & 1) != 0 ? COMPLETE : INCOMPLETE;
    }

    /** Makes a node incomplete, as if it had missed anything. */
    public static void putIncomplete(MemcachedServer server, long life) {
        byte[] voucher = ByteBuffer.allocate(24)
                .put((byte) 1)
                .put((byte) 0)
                .putLong(life)
                .putLong(life)
                .put((byte) 60)
                .array();
        CRC32C crc = new CRC32C();
        crc.update(voucher);
        server.put("memshare:voucher", voucher, crc.getValue(), 1_000_000);
    }

    public static MemshareSessionRepository repository(Memshare app) {
        return new MemshareSessionRepository(app, new Strings());
    }

    /** The keys of sessions, without vouchers and notes. */
    public static Set<String> sessionKeys(MemcachedServer server) {
        Set<String> keys = new java.util.HashSet<>(server.keys());
        keys.removeIf(key -> !key.contains(":s:"));
        return keys;
    }

    public static List<Boolean> up(Memshare app) {
        return app.nodes().stream().map(NodeStatus::up).toList();
    }

    @Override
    public void close() {
        apps.forEach(Memshare::close);
        proxies.forEach(FaultProxy::close);
        servers.forEach(MemcachedServer::close);
    }

    /** Attribute values that are strings. */
    private static final class Strings implements AttributeSerializer {

        @Override
        public byte[] encode(Object value) {
            return ((String) value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
