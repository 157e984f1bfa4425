package io.memshare.session;

import static io.memshare.session.ReplicationTests.found;
import static io.memshare.session.ReplicationTests.newSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One visitor with many requests at once, or with a session as large as a node takes. */
class HeavySessionTests {

    private static final int NODES = 3;

    private final List<String> down = new CopyOnWriteArrayList<>();
    private final List<Memshare> apps = new ArrayList<>();
    private final List<MemshareSessionRepository> servers = new ArrayList<>();

    @AutoClose
    private final Cluster cluster = Cluster.of(NODES);

    @BeforeEach
    void start() {
        // A busy machine must not make a node seem silent: what would be is a node that a burst of requests blocks.
        MemshareSettings patient =
                cluster.settings().toBuilder().timeout(Duration.ofSeconds(2)).build();
        for (int i = 0; i < 3; i++) {
            Memshare app = cluster.app(patient, InstantSource.system(), new MemshareListener() {
                @Override
                public void down(NodeAddress address, String reason) {
                    down.add(address + ": " + reason);
                }
            });
            apps.add(app);
            servers.add(Cluster.repository(app));
        }
    }

    private void changeAtOnce(String id, int requests, int apps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            CyclicBarrier allHaveRead = new CyclicBarrier(requests);
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                MemshareSessionRepository server = servers.get(i % apps);
                String name = "a" + i;
                changes.add(threads.submit(() -> {
                    MemshareSession session = found(server, id);
                    allHaveRead.await();
                    session.setAttribute(name, name);
                    server.save(session);
                    return null;
                }));
            }
            for (Future<?> change : changes) {
                change.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertAllKept(String id, int requests) {
        for (MemshareSessionRepository server : servers) {
            MemshareSession session = found(server, id);
            for (int i = 0; i < requests; i++) {
                assertThat(session.<String>getAttribute("a" + i)).isEqualTo("a" + i);
            }
        }
        assertThat(down).isEmpty();
    }

    private long gets() {
        long gets = 0;
        for (int i = 0; i < NODES; i++) {
            gets += cluster.server(i).counter("cmd_get");
        }
        return gets;
    }

    private long sets() {
        long sets = 0;
        for (int i = 0; i < NODES; i++) {
            sets += cluster.server(i).counter("cmd_set");
        }
        return sets;
    }

    @Test
    void aThousandChangesAtOnceOnOneServerAllSurviveInFewWrites() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        long before = sets();
        changeAtOnce(id, 1000, 1);
        long writes = sets() - before;
        assertAllKept(id, 1000);
        assertThat(writes).as("far fewer than a write of each on each node").isLessThan(2000);
    }

    @Test
    void aThousandChangesAtOnceOnThreeServersAllSurvive() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        changeAtOnce(id, 1000, 3);
        assertAllKept(id, 1000);
    }

    @Test
    void sixtyChangesAtOnceOfALargeSessionAllSurvive() throws Exception {
        String id = newSession(servers.get(0), "large", "x".repeat(900_000));
        long before = sets();
        long read = gets();
        changeAtOnce(id, 60, 3);
        assertAllKept(id, 60);
        assertThat(sets() - before).as("writes are shared").isLessThan(60 * NODES);
        assertThat(gets() - read).as("reads are shared").isLessThan(2 * 60 * NODES);
    }

    @Test
    void whoWaitsWhenTheStoreIsClosedIsAnswered() throws Exception {
        MemshareSessionRepository server = servers.get(0);
        String id = newSession(server, "visit", "1");
        MemshareSession session = found(server, id);
        for (int i = 0; i < NODES; i++) {
            cluster.server(i).freeze();
        }
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<?>> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "a" + i;
                requests.add(threads.submit(() -> {
                    if (name.length() % 2 == 0) {
                        server.findById(id);
                    } else {
                        MemshareSession own = server.createSession();
                        own.setAttribute(name, name);
                        server.save(own);
                    }
                }));
            }
            requests.add(threads.submit(() -> {
                session.setAttribute("last", "last");
                server.save(session);
            }));
            apps.forEach(Memshare::close);
            for (Future<?> request : requests) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> request.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .withCauseInstanceOf(SessionStoreUnavailableException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
