package io.memshare;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.seal.Sealing;
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
import org.jspecify.annotations.Nullable;

/** Real memcached processes, and application servers that use them. */
public final class Cluster implements AutoCloseable {

    public static final String COMPLETE = "complete";
    public static final String INCOMPLETE = "incomplete";

    /**
     * Longer than the machine stands still. Without rebuild a node that misses one write for that reason is never whole
     * again.
     */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    /** A rebuild begins when the writes that were under way have ended, which is a multiple of this. */
    private static final Duration IMPATIENT = Duration.ofMillis(600);

    /** Each look at a protected node is a handshake. */
    private static final Duration NOW_AND_THEN = Duration.ofMillis(100);

    private final List<MemcachedServer> servers = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Memshare> apps = new ArrayList<>();
    private final Protection protection;

    private Cluster(Protection protection) {
        this.protection = protection;
    }

    public static Cluster of(int nodes) {
        return of(nodes, Protection.NONE);
    }

    public static Cluster of(int nodes, Protection protection) {
        return of(nodes, protection, new String[0]);
    }

    /** Starts nodes, the last one of which gets further arguments. */
    public static Cluster of(int nodes, String... argumentsOfTheLast) {
        return of(nodes, Protection.NONE, argumentsOfTheLast);
    }

    private static Cluster of(int nodes, Protection protection, String... argumentsOfTheLast) {
        Cluster cluster = new Cluster(protection);
        for (int i = 0; i < nodes; i++) {
            String[] arguments = i == nodes - 1 ? argumentsOfTheLast : new String[0];
            cluster.servers.add(MemcachedServer.start(protection.nodes(), arguments));
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

    /** The same for a test in which servers hang or are rebuilt, and nobody waits long for either. */
    public MemshareSettings impatientSettings() {
        return settings().toBuilder().timeout(IMPATIENT).build();
    }

    /** Settings that name the proxies in front of the servers. Without rebuild, and nobody waits long for a cut. */
    public MemshareSettings proxiedSettings() {
        return settings(proxies.stream().map(FaultProxy::address)).toBuilder()
                .timeout(IMPATIENT)
                .build();
    }

    /** Settings that name the servers by other addresses that lead to them. Without rebuild. */
    public MemshareSettings settings(Stream<String> addresses) {
        return MemshareSettings.builder(addresses.map(NodeAddress::parse).toList())
                .rebuildEnabled(false)
                .timeout(PATIENT)
                .security(protection.connections())
                .sealing(protection.sealing())
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
        for (int i = 0; i < servers.size(); i++) {
            int index = i;
            await().atMost(Hang.LIMIT.toSeconds(), SECONDS)
                    .pollInterval(protection == Protection.NONE ? Duration.ofMillis(5) : NOW_AND_THEN)
                    .until(() -> !servers.get(index).isAlive() || vouches(index));
        }
    }

    private boolean vouches(int index) {
        MemcachedServer server = servers.get(index);
        if (protection.sealing() != Sealing.NONE) {
            return voucher(index).equals(COMPLETE);
        }
        return voucher(server).equals(COMPLETE) || (isSealed(server) && isKnownToBeComplete(server));
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

    /**
     * Returns what a node vouches for, opening the seal: {@link #COMPLETE}, {@link #INCOMPLETE}, or nothing if it has
     * no voucher that can be opened.
     */
    public String voucher(int index) {
        byte[] stored = servers.get(index).value("memshare:voucher");
        try {
            byte[] voucher = stored == null ? null : unwrapped(index, "voucher", "memshare:voucher", stored);
            return voucher == null ? "" : (voucher[1] & 1) != 0 ? COMPLETE : INCOMPLETE;
        } catch (MalformedRecordException ex) {
            return "";
        }
    }

    /** Makes a node incomplete, as if it had missed anything. */
    public void putIncomplete(int index, long life) {
        byte[] voucher = ByteBuffer.allocate(24)
                .put((byte) 1)
                .put((byte) 0)
                .putLong(life)
                .putLong(life)
                .put((byte) 60)
                .array();
        putRecord(index, "voucher", "memshare:voucher", voucher, 1_000_000);
    }

    /** Returns a record of a node as its codec wrote it, or null. */
    public byte @Nullable [] record(int index, String kind, String key) {
        byte[] stored = servers.get(index).value(key);
        return stored == null ? null : opened(index, kind, key, stored);
    }

    private byte[] opened(int index, String kind, String key, byte[] stored) {
        try {
            return unwrapped(index, kind, key, stored);
        } catch (MalformedRecordException ex) {
            throw new AssertionError(ex);
        }
    }

    /** A record of one node is bound to the address by which application servers know it. */
    private byte[] unwrapped(int index, String kind, String key, byte[] stored) throws MalformedRecordException {
        Envelope envelope = protection.sealing().envelope();
        try {
            return envelope.unwrap(recordId(kind, key, servers.get(index).address()), stored);
        } catch (MalformedRecordException direct) {
            return envelope.unwrap(recordId(kind, key, proxies.get(index).address()), stored);
        }
    }

    /** Stores a record on a node in the outer form in which application servers store it that know the node itself. */
    public void putRecord(int index, String kind, String key, byte[] plain, long seconds) {
        RecordId id = recordId(kind, key, servers.get(index).address());
        byte[] stored = protection.sealing().envelope().wrap(id, plain);
        servers.get(index).put(key, stored, Checksum.of(stored) & 0xffffffffL, seconds);
    }

    private static RecordId recordId(String kind, String key, String address) {
        String node = kind.equals("session") ? "" : address;
        return new RecordId(MemshareSettings.DEFAULT_NAMESPACE, kind, Key.of(key), node);
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
