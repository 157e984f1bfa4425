package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.testkit.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two requests of one session that change its id at the same time, on two application servers. */
class ConcurrentIdChangesTests {

    private static final int PAIRS = 1_000;
    private static final int AT_A_TIME = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(3 * AT_A_TIME);
    private Cluster cluster;
    private List<MemshareSessionRepository> servers;

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
        servers = List.of(Cluster.repository(cluster.app()), Cluster.repository(cluster.app()));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        cluster.close();
    }

    @Test
    void ofAThousandPairsEveryIdLeadsToWhatItsOwnRequestChangedAndEndsWithTheOther() throws Exception {
        Semaphore permits = new Semaphore(AT_A_TIME);
        List<Future<?>> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            int number = i;
            permits.acquire();
            pairs.add(threads.submit(() -> {
                try {
                    pair(number);
                } finally {
                    permits.release();
                }
                return null;
            }));
        }
        for (Future<?> pair : pairs) {
            pair.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void pair(int number) throws Exception {
        String id = ReplicationTests.newSession(servers.get(0), "before", "1");
        CyclicBarrier barrier = new CyclicBarrier(2);
        Future<String> other = threads.submit(change(1, id, barrier));
        String first = change(0, id, barrier).call();
        String second = other.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertOwn(servers.get(1), first, "by 0");
        assertOwn(servers.get(0), second, "by 1");
        assertThat(servers.get(number % 2).findById(id)).isNull();
        List<String> ids = List.of(id, first, second);
        servers.get(number % 2).deleteById(ids.get(number % 3));
        for (String each : ids) {
            assertThat(servers.get(1 - number % 2).findById(each)).isNull();
        }
    }

    private Callable<String> change(int server, String id, CyclicBarrier barrier) {
        return () -> {
            MemshareSession session = ReplicationTests.found(servers.get(server), id);
            session.setAttribute("login", "by " + server);
            session.setAttribute("by " + server, "1");
            String newId = session.changeSessionId();
            barrier.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            servers.get(server).save(session);
            return newId;
        };
    }

    private static void assertOwn(MemshareSessionRepository server, String id, String login) {
        MemshareSession session = ReplicationTests.found(server, id);
        assertThat(session.<String>getAttribute("login")).isEqualTo(login);
        assertThat(session.getAttributeNames()).containsExactlyInAnyOrder("before", "login", login);
    }
}
