package io.memshare.microbenchmarks.heavy;

import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSession;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.RequestMemo;
import io.memshare.session.SessionStoreUnavailableException;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Three memcached processes, and application servers in this process. Safe for use by several threads. */
final class Site implements AutoCloseable {

    private static final int NODES = 3;
    private static final String CONTENT = "content";

    private final List<MemcachedServer> nodes = new ArrayList<>();
    private final List<Memshare> open = new ArrayList<>();
    private final List<MemshareSessionRepository> servers = new ArrayList<>();
    private final AtomicInteger markedDown = new AtomicInteger();

    /** Starts everything, and waits until all nodes are in use. */
    Site(int serverCount) throws InterruptedException {
        for (int i = 0; i < NODES; i++) {
            nodes.add(MemcachedServer.start("-m", "512"));
        }
        List<NodeAddress> addresses =
                nodes.stream().map(node -> NodeAddress.parse(node.address())).toList();
        for (int i = 0; i < serverCount; i++) {
            Memshare memshare = Memshare.open(MemshareSettings.of(addresses));
            memshare.addListener(new MemshareListener() {
                @Override
                public void down(NodeAddress address, String reason) {
                    markedDown.incrementAndGet();
                }
            });
            open.add(memshare);
            servers.add(new MemshareSessionRepository(memshare, new Bytes()));
        }
        while (!open.stream().allMatch(memshare -> memshare.completeNodes().size() == NODES)) {
            Thread.sleep(10);
        }
    }

    /** Returns the number of application servers. */
    int servers() {
        return servers.size();
    }

    /** Returns how often a server has marked a node down. */
    int markedDown() {
        return markedDown.get();
    }

    /** Stores a session with an attribute of random bytes, and returns its id. */
    String session(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        MemshareSession session = servers.get(0).createSession();
        session.setAttribute(CONTENT, content);
        servers.get(0).save(session);
        return session.getId();
    }

    List<String> sessions(int count, int size) {
        return IntStream.range(0, count).mapToObj(i -> session(size)).toList();
    }

    /** Makes a request that only reads; returns whether it was answered. */
    boolean read(int server, String id) {
        return request(server, id, null, 0);
    }

    /** Makes a request that sets an attribute; returns whether it was answered. */
    boolean change(int server, String id, String name, long value) {
        return request(server, id, name, value);
    }

    /** Does what Spring Session's filter does: finds the session, hands it to the application, and saves it. */
    @SuppressWarnings("try") // the scope is only closed
    private boolean request(int server, String id, @Nullable String name, long value) {
        MemshareSessionRepository repository = servers.get(server % servers.size());
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = repository.findById(id);
            if (session == null) {
                return false;
            }
            session.setLastAccessedTime(Instant.now());
            if (name != null) {
                session.setAttribute(name, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            }
            repository.save(session);
            return true;
        } catch (SessionStoreUnavailableException | OutOfMemoryError ex) {
            return false;
        }
    }

    /** Returns a session, or null if the request was not answered. */
    @Nullable MemshareSession find(int server, String id) {
        try {
            return servers.get(server % servers.size()).findById(id);
        } catch (SessionStoreUnavailableException ex) {
            return null;
        }
    }

    /** Returns what an attribute was last set to, -1 for never. */
    static long value(MemshareSession session, String name) {
        byte[] value = session.getAttribute(name);
        return value == null ? -1 : Long.parseLong(new String(value, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        open.forEach(Memshare::close);
        nodes.forEach(MemcachedServer::close);
    }

    /** Attributes are bytes already, so that no time goes into serialization. */
    private static final class Bytes implements AttributeSerializer {

        @Override
        public byte[] encode(Object value) {
            return (byte[]) value;
        }

        @Override
        public Object decode(byte[] bytes) {
            return bytes;
        }
    }
}
