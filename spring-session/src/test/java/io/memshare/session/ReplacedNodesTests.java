package io.memshare.session;

import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.NodeListReport;
import io.memshare.completeness.ListState.Phase;
import io.memshare.completeness.NodeListChange;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The list of nodes is changed while application servers use it: no request fails, no session is lost, and no answer is
 * older than an acknowledged change. Real memcached processes.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReplacedNodesTests {

    private static final int SESSIONS = 1000;
    private static final Duration PRESENCE = Duration.ofSeconds(4);

    private final List<MemcachedServer> servers = new ArrayList<>();
    private final List<Memshare> apps = new ArrayList<>();
    private final List<MemshareSessionRepository> repositories = new ArrayList<>();

    @AfterEach
    void stop() {
        apps.forEach(Memshare::close);
        servers.forEach(MemcachedServer::close);
    }

    private void startNodes(int count) {
        for (int i = 0; i < count; i++) {
            servers.add(MemcachedServer.start());
        }
    }

    private List<NodeAddress> addresses(int... indexes) {
        return IntStream.of(indexes)
                .mapToObj(i -> NodeAddress.parse(servers.get(i).address()))
                .toList();
    }

    /** A busy machine must not make nodes miss writes: what is tested here does not depend on the timeout. */
    private static MemshareSettings settings(List<NodeAddress> nodes, int redundancy, Duration presence) {
        return MemshareSettings.builder(nodes)
                .redundancy(redundancy)
                .timeout(Duration.ofSeconds(2))
                .presence(presence)
                .rebuildRate(MemshareSettings.HIGHEST_REBUILD_RATE)
                .build();
    }

    private Memshare app(List<NodeAddress> nodes, int redundancy) {
        return app(settings(nodes, redundancy, PRESENCE));
    }

    private Memshare app(MemshareSettings settings) {
        Memshare app = Memshare.open(settings);
        apps.add(app);
        repositories.add(Cluster.repository(app));
        return app;
    }

    private static void awaitComplete(Memshare app) {
        await().atMost(Hang.LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> app.completeNodes().size() == app.nodes().size());
    }

    private static NodeListReport list(Memshare app) {
        return app.report().list();
    }

    /** Changes the list by one server, and waits until all servers use the new list alone. */
    private void change(Memshare by, int... indexes) {
        List<NodeAddress> target = addresses(indexes);
        assertThat(by.changeNodes(target).join()).isEqualTo(NodeListChange.ACCEPTED);
        await().atMost(Hang.LIMIT.multipliedBy(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> apps.stream()
                        .allMatch(app -> list(app).phase() == Phase.STABLE
                                && list(app).nodes().size() == target.size()
                                && list(app).nodes().containsAll(target)));
    }

    private List<String> newSessions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> newSession(repositories.get(i % repositories.size()), "count", "0"))
                .toList();
    }

    /**
     * Visits sessions through all servers, a hundred a second, and compares each answer with the last acknowledged
     * change.
     */
    private final class Visitors implements AutoCloseable {

        private static final int THREADS = 2;

        private final List<String> ids;
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final List<MemshareSessionRepository> visited = new CopyOnWriteArrayList<>(repositories);
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger visits = new AtomicInteger();
        private final ReadWriteLock underWay = new ReentrantReadWriteLock();
        private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(THREADS);

        Visitors(List<String> ids) {
            this.ids = ids;
            for (int i = 0; i < THREADS; i++) {
                AtomicInteger next = new AtomicInteger(i);
                pace.scheduleWithFixedDelay(
                        () -> visit(next.getAndUpdate(last -> (last + THREADS) % ids.size())),
                        0,
                        1000 / 50,
                        TimeUnit.MILLISECONDS);
            }
        }

        private void visit(int index) {
            underWay.readLock().lock();
            try {
                String id = ids.get(index);
                MemshareSessionRepository repository = visited.get(visits.getAndIncrement() % visited.size());
                int count = counts.getOrDefault(id, 0);
                assertThat(get(repository, id, "count")).as("session %d", index).isEqualTo(String.valueOf(count));
                set(repository, id, "count", String.valueOf(count + 1));
                counts.put(id, count + 1);
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            } finally {
                underWay.readLock().unlock();
            }
        }

        /**
         * Sends no more requests to a server and waits for those under way, as a load balancer does before the server
         * ends.
         */
        void leave(MemshareSessionRepository repository) {
            underWay.writeLock().lock();
            try {
                visited.remove(repository);
            } finally {
                underWay.writeLock().unlock();
            }
        }

        void awaitVisits(int count) {
            int goal = visits.get() + count;
            await().atMost(Hang.LIMIT).until(() -> visits.get() >= goal);
        }

        /** Ends the visits and checks each session through a server. */
        void check(MemshareSessionRepository repository) {
            close();
            assertThat(failures).isEmpty();
            assertThat(counts).isNotEmpty();
            for (String id : ids) {
                assertThat(get(repository, id, "count")).isEqualTo(String.valueOf(counts.getOrDefault(id, 0)));
            }
        }

        @Override
        public void close() {
            pace.shutdown();
            try {
                assertThat(pace.awaitTermination(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void startApps(int count, int redundancy, int... indexes) {
        for (int i = 0; i < count; i++) {
            app(addresses(indexes), redundancy);
        }
        apps.forEach(ReplacedNodesTests::awaitComplete);
    }

    private void kill(int... indexes) {
        IntStream.of(indexes).forEach(i -> servers.get(i).kill());
    }

    @Test
    void allThreeNodesAreReplacedOneAfterTheOther() {
        startNodes(6);
        startApps(2, 3, 0, 1, 2);
        try (Visitors visitors = new Visitors(newSessions(SESSIONS))) {
            change(apps.get(0), 3, 1, 2);
            change(apps.get(1), 3, 4, 2);
            change(apps.get(0), 3, 4, 5);
            kill(0, 1, 2);
            visitors.awaitVisits(100);
            visitors.check(repositories.get(0));
        }
        for (int i = 3; i < 6; i++) {
            assertThat(Cluster.sessionKeys(servers.get(i))).hasSize(SESSIONS);
        }
        apps.forEach(ReplacedNodesTests::awaitComplete);
    }

    @Test
    void allFiveNodesAreReplacedWithTwoCopiesOfEachSession() {
        startNodes(10);
        startApps(2, 2, 0, 1, 2, 3, 4);
        try (Visitors visitors = new Visitors(newSessions(SESSIONS))) {
            change(apps.get(0), 5, 6, 2, 3, 4);
            kill(0, 1);
            change(apps.get(1), 5, 6, 7, 8, 4);
            kill(2, 3);
            change(apps.get(0), 5, 6, 7, 8, 9);
            kill(4);
            visitors.awaitVisits(100);
            kill(7);
            visitors.awaitVisits(100);
            visitors.check(repositories.get(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "5, 2"})
    void aServerAndANodeMayDieInTheMiddle(int nodes, int redundancy) {
        startNodes(nodes + 1);
        int[] before = IntStream.range(0, nodes).toArray();
        startApps(3, redundancy, before);
        try (Visitors visitors = new Visitors(newSessions(SESSIONS))) {
            int[] after = before.clone();
            after[0] = nodes;
            assertThat(apps.get(0).changeNodes(addresses(after)).join()).isEqualTo(NodeListChange.ACCEPTED);
            await().atMost(Hang.LIMIT)
                    .until(() -> apps.stream().allMatch(app -> list(app).phase() != Phase.STABLE));
            visitors.leave(repositories.remove(0));
            apps.remove(0).close();
            kill(1);
            await().atMost(Hang.LIMIT.multipliedBy(3))
                    .until(() -> apps.stream()
                            .allMatch(app -> list(app).phase() == Phase.STABLE
                                    && list(app)
                                            .nodes()
                                            .contains(addresses(nodes).get(0))));
            kill(0);
            visitors.awaitVisits(200);
            visitors.check(repositories.get(1));
        }
    }

    @Test
    void aServerStartedWithAnOlderListUsesTheNewOne() {
        startNodes(4);
        startApps(1, 2, 0, 1);
        List<String> ids = newSessions(10);
        change(apps.get(0), 1, 2);
        change(apps.get(0), 2, 3);
        set(repositories.get(0), ids.get(0), "count", "1");
        Memshare late = app(addresses(0, 1), 2);
        await().atMost(Hang.LIMIT)
                .until(() -> list(late).nodes().equals(list(apps.get(0)).nodes()));
        awaitComplete(late);
        assertThat(get(repositories.get(1), ids.get(0), "count")).isEqualTo("1");
        assertThat(list(apps.get(0)).foreign()).isEmpty();
        assertThat(apps.get(0).completeNodes()).hasSize(2);
    }

    /** It has kept its memory, and a voucher for a list of the same nodes. */
    @Test
    void aNodeThatWasTakenOutIsNotTrustedWhenItIsTakenInAgain() {
        startNodes(3);
        startApps(1, 3, 0, 1, 2);
        MemshareSessionRepository repository = repositories.get(0);
        String id = newSession(repository, "count", "0");
        change(apps.get(0), 0, 1);
        set(repository, id, "count", "1");
        assertThat(Cluster.sessionKeys(servers.get(2))).hasSize(1);
        assertThat(apps.get(0).changeNodes(addresses(0, 1, 2)).join()).isEqualTo(NodeListChange.ACCEPTED);
        kill(0, 1);
        await().atMost(Hang.LIMIT)
                .until(() -> apps.get(0).nodes().stream().filter(NodeStatus::up).count() == 1);
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> repository.findById(id));
    }

    @Test
    void aNodeThatWasTakenOutIsFilledWhenItIsTakenInAgain() {
        startNodes(3);
        startApps(1, 3, 0, 1, 2);
        MemshareSessionRepository repository = repositories.get(0);
        String id = newSession(repository, "count", "0");
        change(apps.get(0), 0, 1);
        set(repository, id, "count", "1");
        change(apps.get(0), 0, 1, 2);
        kill(0, 1);
        await().atMost(Hang.LIMIT)
                .until(() -> apps.get(0).nodes().stream().filter(NodeStatus::up).count() == 1);
        assertThat(get(repository, id, "count")).isEqualTo("1");
    }

    /**
     * As after a start with another number of copies: no node is complete until servers with the former number are
     * forgotten, here a minute, and the nodes have been filled. All former nodes answer, so none needs to be.
     */
    @Test
    void aNewNodeThatIsDownStopsNoRequestWhileNoNodeIsComplete() {
        startNodes(4);
        servers.get(3).kill();
        startApps(1, 3, 0, 1, 2);
        List<String> ids = newSessions(30);
        Memshare app = app(settings(addresses(0, 1, 2), 2, Duration.ofMinutes(1)));
        await().atMost(Hang.LIMIT).until(() -> app.nodes().stream().allMatch(NodeStatus::up));
        assertThat(app.changeNodes(addresses(0, 1, 2, 3)).join()).isEqualTo(NodeListChange.ACCEPTED);
        MemshareSessionRepository repository = repositories.get(1);
        for (String id : ids) {
            set(repository, id, "count", "1");
            assertThat(get(repository, id, "count")).isEqualTo("1");
        }
        assertThat(list(app).phase()).isEqualTo(Phase.FILLING);
        assertThat(app.completeNodes()).isEmpty();
    }

    @Test
    void sessionsAreListedWhileNewNodesAreDown() throws Exception {
        startNodes(5);
        startApps(1, 2, 0, 1, 2);
        int sessions = newSessions(10).size();
        kill(2, 3, 4);
        assertThat(apps.get(0).changeNodes(addresses(0, 1, 2, 3, 4)).join()).isEqualTo(NodeListChange.ACCEPTED);
        await().atMost(Hang.LIMIT)
                .until(() -> apps.get(0).nodes().stream().filter(NodeStatus::up).count() == 2);
        assertThat(list(apps.get(0)).phase()).isEqualTo(Phase.FILLING);
        assertThat(apps.get(0).keys("memshare:s:", null, 100).keys()).hasSize(sessions);
    }

    @Test
    void aChangeToANodeThatDoesNotExistCanBeTakenBack() {
        startNodes(3);
        startApps(2, 2, 0, 1);
        servers.get(2).kill();
        String id = newSession(repositories.get(0), "count", "0");
        assertThat(apps.get(0).changeNodes(addresses(1, 2)).join()).isEqualTo(NodeListChange.ACCEPTED);
        await().atMost(Hang.LIMIT).until(() -> list(apps.get(1)).phase() == Phase.FILLING);
        assertThat(get(repositories.get(1), id, "count")).isEqualTo("0");
        set(repositories.get(1), id, "count", "1");
        assertThat(get(repositories.get(0), id, "count")).isEqualTo("1");
        change(apps.get(1), 0, 1);
        apps.forEach(ReplacedNodesTests::awaitComplete);
        assertThat(apps.get(0).nodes()).hasSize(2);
    }
}
