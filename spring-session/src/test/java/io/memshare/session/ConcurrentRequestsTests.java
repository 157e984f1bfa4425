package io.memshare.session;

import static io.memshare.session.ReplicationTests.found;
import static io.memshare.session.ReplicationTests.newSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.replication.CopyState;
import io.memshare.testkit.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests of one session at the same time, on two application servers. */
class ConcurrentRequestsTests {

    private static final int REQUESTS = 50;

    private Cluster cluster;
    private List<MemshareSessionRepository> servers;
    private ExecutorService threads;

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
        servers = List.of(Cluster.repository(cluster.app()), Cluster.repository(cluster.app()));
        threads = Executors.newFixedThreadPool(REQUESTS);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        cluster.close();
    }

    /** A request that reads the session, works for a while, and then does something. */
    private interface Work {
        void on(MemshareSessionRepository repository, MemshareSession session, int number);
    }

    private void atOnce(String id, Work work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(REQUESTS);
        List<Future<?>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int number = i;
            MemshareSessionRepository repository = servers.get(i % 2);
            requests.add(threads.submit(() -> {
                barrier.await();
                MemshareSession session = found(repository, id);
                // All have read before the first one writes: harder than any pause between read and write.
                barrier.await();
                work.on(repository, session, number);
                return null;
            }));
        }
        for (Future<?> request : requests) {
            request.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void assertReplicasAgree(String id) {
        assertThat(servers.get(0).copies(id)).extracting(SessionCopy::state).containsOnly(CopyState.CURRENT);
    }

    @Test
    void fiftyAttributesSetAtTheSameTimeAllSurvive() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        atOnce(id, (repository, session, number) -> {
            session.setAttribute("a" + number, String.valueOf(number));
            repository.save(session);
        });
        MemshareSession session = found(servers.get(1), id);
        assertThat(session.getAttributeNames()).hasSize(REQUESTS + 1);
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(session.<String>getAttribute("a" + i)).isEqualTo(String.valueOf(i));
        }
        assertReplicasAgree(id);
    }

    @Test
    void ofTheSameAttributeOneValueWinsOnAllReplicas() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        atOnce(id, (repository, session, number) -> {
            session.setAttribute("visit", "by " + number);
            repository.save(session);
        });
        assertThat(ReplicationTests.get(servers.get(0), id, "visit")).startsWith("by ");
        assertReplicasAgree(id);
    }

    @Test
    void aLogoutAmongThemWins() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        atOnce(id, (repository, session, number) -> {
            if (number == 7) {
                repository.deleteById(id);
            } else {
                session.setAttribute("a" + number, "v");
                repository.save(session);
            }
        });
        assertThat(servers.get(0).findById(id)).isNull();
        assertThat(servers.get(1).findById(id)).isNull();
    }

    @Test
    void aChangeOfTheIdAmongThemLosesNothing() throws Exception {
        String id = newSession(servers.get(0), "visit", "1");
        List<String> newId = java.util.Collections.synchronizedList(new ArrayList<>());
        atOnce(id, (repository, session, number) -> {
            session.setAttribute("a" + number, "v");
            if (number == 7) {
                newId.add(session.changeSessionId());
            }
            repository.save(session);
        });
        assertThat(servers.get(1).findById(id)).isNull();
        assertThat(found(servers.get(1), newId.get(0)).getAttributeNames()).hasSize(REQUESTS + 1);
    }
}
