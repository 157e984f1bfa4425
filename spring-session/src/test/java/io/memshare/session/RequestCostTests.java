package io.memshare.session;

import static io.memshare.session.ReplicationTests.found;
import static io.memshare.session.ReplicationTests.newSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request costs, by memcached's own counters; {@link ExactCostTests} tells its commands from those of polls. */
class RequestCostTests {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** The voucher, the notes about both other nodes, and the directory of node lists. */
    private static final long GETS_OF_A_POLL = 4;

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private MemshareSessionRepository repository;

    @BeforeEach
    void start() {
        repository = Cluster.repository(cluster.app());
    }

    /** What the nodes counted, the polls of the nodes aside. */
    private Map<String, Long> counted(Runnable request) {
        Map<String, Long> before = counters();
        Instant begin = InstantSource.system().instant();
        request.run();
        Map<String, Long> after = counters();
        long polls = Duration.between(begin, InstantSource.system().instant()).dividedBy(POLL_INTERVAL) + 1;
        Map<String, Long> difference = new TreeMap<>();
        after.forEach((name, value) -> difference.put(name, value - before.get(name)));
        difference.put("polls", polls * cluster.size() * GETS_OF_A_POLL);
        difference.put("announcements", polls * cluster.size());
        return difference;
    }

    private Map<String, Long> counters() {
        Map<String, Long> sum = new TreeMap<>();
        for (int i = 0; i < cluster.size(); i++) {
            MemcachedServer server = cluster.server(i);
            for (String name : new String[] {"cmd_get", "cmd_set", "cmd_touch", "cmd_meta"}) {
                sum.merge(name, server.counter(name), Long::sum);
            }
        }
        return sum;
    }

    /** What Spring's filter and Spring MVC do for every request with a cookie. */
    @SuppressWarnings("try") // the scope is there to be closed
    private MemshareSession filtered(String id, java.util.function.Consumer<MemshareSession> controller) {
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = found(repository, id);
            session.setLastAccessedTime(InstantSource.system().instant());
            controller.accept(session);
            repository.save(session);
            MemshareSession again = found(repository, id);
            again.setLastAccessedTime(InstantSource.system().instant());
            repository.save(again);
            return again;
        }
    }

    @Test
    void aReadOnlyRequestIsOneReadOfEachReplicaAndNoWrite() {
        String id = newSession(repository, "visit", "1");
        Map<String, Long> counted = counted(() -> filtered(id, session -> session.<String>getAttribute("visit")));
        assertThat(counted.get("cmd_set")).isBetween(0L, counted.get("announcements"));
        assertThat(counted.get("cmd_get")).isBetween(3L, 3 + counted.get("polls"));
    }

    @Test
    void aWritingRequestIsOneReadAndOneWriteOfEachReplica() {
        String id = newSession(repository, "visit", "1");
        Map<String, Long> counted = counted(() -> filtered(id, session -> session.setAttribute("visit", "2")));
        assertThat(counted.get("cmd_set")).isBetween(3L, 3 + counted.get("announcements"));
        assertThat(counted.get("cmd_get")).isBetween(3L, 3 + counted.get("polls"));
    }

    @Test
    void aChangeOfIdIsOneReadAndTwoWritesOfEachReplica() {
        String id = newSession(repository, "visit", "1");
        Map<String, Long> counted = counted(() -> {
            MemshareSession session = found(repository, id);
            session.changeSessionId();
            repository.save(session);
        });
        assertThat(counted.get("cmd_set")).isEqualTo(6);
        assertThat(counted.get("cmd_get")).isBetween(3L, 3 + counted.get("polls"));
    }

    @Test
    void aLogoutOfASessionThatKeptItsIdIsOneReadAndOneWriteOfEachReplica() {
        String id = newSession(repository, "visit", "1");
        Map<String, Long> counted = counted(() -> repository.deleteById(id));
        assertThat(counted.get("cmd_set")).isEqualTo(3);
        assertThat(counted.get("cmd_get")).isBetween(3L, 3 + counted.get("polls"));
    }

    @Test
    void aLogoutAfterALoginIsTwoReadsAndTwoWritesOfEachReplica() {
        MemshareSession session = found(repository, newSession(repository, "visit", "1"));
        session.changeSessionId();
        repository.save(session);
        Map<String, Long> counted = counted(() -> repository.deleteById(session.getId()));
        assertThat(counted.get("cmd_set")).isEqualTo(6);
        assertThat(counted.get("cmd_get")).isBetween(6L, 6 + counted.get("polls"));
    }

    @Test
    void settingAnEqualValueWritesNothing() {
        String id = newSession(repository, "visit", "1");
        Map<String, Long> counted = counted(() -> filtered(id, session -> session.setAttribute("visit", "1")));
        assertThat(counted.get("cmd_set")).isBetween(0L, counted.get("announcements"));
    }

    @Test
    void theSecondPairSeesWhatTheFirstSaved() {
        String id = newSession(repository, "visit", "1");
        MemshareSession again = filtered(id, session -> session.setAttribute("visit", "2"));
        assertThat(again.<String>getAttribute("visit")).isEqualTo("2");
    }

    @Test
    void usingASessionLengthensItsLifeWithoutWritingIt() {
        String id = newSession(repository, "visit", "1");
        String key = Cluster.sessionKeys(cluster.server(0)).iterator().next();
        for (int i = 0; i < cluster.size(); i++) {
            assertThat(cluster.server(i).command("mg " + key + " T100")).startsWith("HD");
        }
        Map<String, Long> counted = counted(() -> filtered(id, session -> {}));
        assertThat(counted.get("cmd_set")).isBetween(0L, counted.get("announcements"));
        for (int i = 0; i < cluster.size(); i++) {
            MemcachedServer server = cluster.server(i);
            await().atMost(Hang.LIMIT).until(() -> secondsLeft(server, key) > 1800);
        }
    }

    private static long secondsLeft(MemcachedServer server, String key) {
        return Long.parseLong(
                server.command("mg " + key + " t").replaceAll(".*t", "").strip());
    }
}
