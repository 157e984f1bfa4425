package io.memshare.session;

import static io.memshare.Cluster.COMPLETE;
import static io.memshare.Cluster.INCOMPLETE;
import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static io.memshare.Cluster.sessionKeys;
import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.Protection;
import io.memshare.rebuild.RebuildResult;
import io.memshare.rebuild.RebuildResult.Outcome;
import io.memshare.state.Deleted;
import io.memshare.state.SessionStateCodec;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nodes that came back without their records get them back, though nobody uses them. Real memcached processes. */
@Execution(ExecutionMode.CONCURRENT)
class RebuildTests {

    private static final int FAST = MemshareSettings.HIGHEST_REBUILD_RATE;
    private static final byte[] TOMBSTONE = new SessionStateCodec().encode(Deleted.INSTANCE);

    @AutoClose
    private Cluster cluster = Cluster.of(3, protection());

    private final RecordedRebuilds rebuilds = new RecordedRebuilds();

    Protection protection() {
        return Protection.NONE;
    }

    int many() {
        return 20_000;
    }

    private static MemshareSettings rebuilding(MemshareSettings settings, int rate) {
        return settings.toBuilder().rebuildEnabled(true).rebuildRate(rate).build();
    }

    private Memshare app(int rate) {
        return app(cluster.impatientSettings(), rate, rebuilds);
    }

    private Memshare app(MemshareSettings settings, int rate, RecordedRebuilds heard) {
        return cluster.app(rebuilding(settings, rate), InstantSource.system(), heard);
    }

    private static List<String> newSessions(MemshareSessionRepository repository, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> newSession(repository, "visit", String.valueOf(i)))
                .toList();
    }

    private void killAllBut(int index) {
        for (int i = 0; i < cluster.size(); i++) {
            if (i != index) {
                cluster.server(i).kill();
            }
        }
    }

    private static long secondsLeft(MemcachedServer server, String key) {
        String answer = server.command("mg " + key + " t");
        assertThat(answer).startsWith("HD t");
        return Long.parseLong(answer.substring("HD t".length()).strip());
    }

    /** Ages a record without waiting. */
    private void leave(String key, long seconds, int... servers) {
        for (int i : servers) {
            assertThat(cluster.server(i).command("touch " + key + " " + seconds))
                    .startsWith("TOUCHED");
        }
    }

    @Test
    void idleSessionsAreOnAnEmptiedNodeAgain() {
        MemshareSessionRepository repository = repository(app(FAST));
        List<String> ids = newSessions(repository, 100);
        ids.subList(90, 100).forEach(repository::deleteById);
        Set<String> keys = sessionKeys(cluster.server(1));
        cluster.server(0).restart();
        cluster.awaitWhole();
        assertThat(sessionKeys(cluster.server(0))).isEqualTo(keys).hasSize(100);
        killAllBut(0);
        for (int i = 0; i < 90; i++) {
            assertThat(get(repository, ids.get(i), "visit")).isEqualTo(String.valueOf(i));
        }
        for (String id : ids.subList(90, 100)) {
            assertThat(repository.findById(id)).isNull();
        }
    }

    /** None has everything, but all of them together have what is left. */
    @Test
    void whenNoNodeIsWholeTheyMakeEachOtherWhole() {
        List<String> ids = newSessions(repository(cluster.app()), 30);
        for (int i = 0; i < cluster.size(); i++) {
            MemcachedServer server = cluster.server(i);
            List<String> keys = List.copyOf(new TreeSet<>(sessionKeys(server)));
            keys.subList(i * 10, i * 10 + 10)
                    .forEach(key -> assertThat(server.command("md " + key)).startsWith("HD"));
            cluster.putIncomplete(i, i + 1);
        }
        MemshareSessionRepository repository =
                repository(cluster.start(rebuilding(cluster.impatientSettings(), FAST), InstantSource.system()));
        cluster.awaitWhole();
        for (int i = 0; i < cluster.size(); i++) {
            assertThat(sessionKeys(cluster.server(i))).hasSize(30);
        }
        assertThat(ids).allSatisfy(id -> assertThat(repository.findById(id)).isNotNull());
    }

    /** The time left goes on falling while a busy machine takes its time. */
    private static void assertLeft(long seconds, MemcachedServer server, String key) {
        assertThat(secondsLeft(server, key)).isBetween(seconds - Hang.LIMIT.toSeconds(), seconds + 1);
    }

    @Test
    void aCopyLivesAsLongAsItsOriginal() {
        MemshareSessionRepository repository = repository(app(FAST));
        newSession(repository, "visit", "1");
        String used = sessionKeys(cluster.server(1)).iterator().next();
        String deletedId = newSession(repository, "visit", "2");
        repository.deleteById(deletedId);
        String deleted = sessionKeys(cluster.server(1)).stream()
                .filter(key -> !key.equals(used))
                .findFirst()
                .orElseThrow();
        leave(used, 300, 2);
        leave(used, 200, 1);
        leave(deleted, 90_000, 1, 2);
        cluster.server(0).restart();
        cluster.awaitWhole();
        assertLeft(300, cluster.server(0), used);
        assertLeft(90_000, cluster.server(0), deleted);
        leave(deleted, 500, 0, 1);
        cluster.server(2).restart();
        cluster.awaitWhole();
        assertLeft(300, cluster.server(2), used);
        assertLeft(500, cluster.server(2), deleted);
        assertThat(cluster.record(2, "session", deleted)).isEqualTo(TOMBSTONE);
    }

    @Test
    void restartingAllNodesOneAfterTheOtherLosesNoIdleSession() {
        MemshareSessionRepository repository = repository(app(FAST));
        List<String> ids = new ArrayList<>(newSessions(repository, 50));
        for (int i = 0; i < 3; i++) {
            cluster.server(i).restart();
            cluster.awaitWhole();
            ids.addAll(newSessions(repository, 5));
        }
        assertThat(ids).allSatisfy(id -> assertThat(repository.findById(id)).isNotNull());
        killAllBut(1);
        assertThat(ids).allSatisfy(id -> assertThat(repository.findById(id)).isNotNull());
    }

    @Test
    void aNodeThatWasCutOffGetsWhatItMissed() {
        Memshare app = app(cluster.proxiedSettings(), FAST, rebuilds);
        MemshareSessionRepository repository = repository(app);
        List<String> ids = newSessions(repository, 30);
        cluster.proxy(0).cut();
        ids.subList(0, 10).forEach(id -> set(repository, id, "visit", "newest"));
        ids.subList(10, 20).forEach(repository::deleteById);
        List<String> created = newSessions(repository, 10);
        cluster.proxy(0).heal();
        awaitNode(app, 0, true);
        cluster.awaitWhole();
        killAllBut(0);
        for (int i = 0; i < 10; i++) {
            assertThat(get(repository, ids.get(i), "visit")).isEqualTo("newest");
            assertThat(repository.findById(ids.get(10 + i))).isNull();
            assertThat(get(repository, ids.get(20 + i), "visit")).isEqualTo(String.valueOf(20 + i));
            assertThat(get(repository, created.get(i), "visit")).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    void aUseThatANodeMissedCountsThereToo() {
        MemshareSessionRepository repository = repository(app(FAST));
        newSession(repository, "visit", "1");
        String key = sessionKeys(cluster.server(0)).iterator().next();
        leave(key, 100, 0);
        cluster.server(0).command("delete memshare:voucher");
        cluster.awaitWhole();
        assertThat(secondsLeft(cluster.server(0), key)).isGreaterThan(1800);
    }

    private static int running(RecordedRebuilds heard) {
        return heard.started() - heard.outcomes().size();
    }

    @Test
    void oneOfTwoServersRebuildsAndTheOtherTakesOver() {
        Memshare app = app(50);
        Memshare other = app(50);
        MemshareSessionRepository repository = repository(app);
        MemshareSessionRepository otherRepository = repository(other);
        List<String> ids = newSessions(repository, 150);
        // Where the machine stood still, a node has been rebuilt already, and that does not count.
        cluster.awaitWhole();
        RecordedRebuilds ofApp = new RecordedRebuilds();
        RecordedRebuilds ofOther = new RecordedRebuilds();
        app.addListener(ofApp);
        other.addListener(ofOther);
        cluster.server(0).restart();
        // A rebuild that failed, because the machine was busy, is begun again by either of them.
        await().atMost(Hang.LIMIT)
                .until(() -> sessionKeys(cluster.server(0)).size() > 10 && running(ofApp) + running(ofOther) > 0);
        assertThat(running(ofApp) + running(ofOther)).isEqualTo(1);
        boolean first = running(ofApp) == 1;
        (first ? app : other).close();
        RecordedRebuilds left = first ? ofOther : ofApp;
        await().atMost(Hang.LIMIT).until(() -> left.outcomes().contains(Outcome.COMPLETE));
        cluster.awaitWhole();
        assertThat((first ? ofApp : ofOther).outcomes()).doesNotContain(Outcome.COMPLETE);
        killAllBut(0);
        MemshareSessionRepository survivor = first ? otherRepository : repository;
        assertThat(ids).allSatisfy(id -> assertThat(survivor.findById(id)).isNotNull());
    }

    @Test
    void aServerThatLosesTheLeaseStopsUntilItIsFree() {
        MemshareSessionRepository repository = repository(app(50));
        newSessions(repository, 150);
        MemcachedServer server = cluster.server(0);
        server.restart();
        await().atMost(Hang.LIMIT).until(() -> sessionKeys(server).size() > 10);
        String lease = server.keys().stream()
                .filter(key -> key.startsWith("memshare:rebuild:"))
                .findFirst()
                .orElseThrow();
        cluster.putRecord(0, "lease", lease, "another server".getBytes(StandardCharsets.US_ASCII), 3);
        await().atMost(Hang.LIMIT).until(() -> !rebuilds.outcomes().isEmpty());
        assertThat(rebuilds.outcomes()).containsExactly(Outcome.ABANDONED);
        assertThat(cluster.voucher(0)).isEqualTo(INCOMPLETE);
        cluster.awaitWhole();
        assertThat(sessionKeys(server)).hasSize(150);
    }

    @Test
    void whatIsWrittenDuringARebuildStays() {
        MemshareSessionRepository repository = repository(app(50));
        List<String> ids = newSessions(repository, 100);
        cluster.server(0).restart();
        await().atMost(Hang.LIMIT).until(() -> rebuilds.started() > 0);
        ids.subList(0, 80).forEach(id -> set(repository, id, "visit", "newest"));
        ids.subList(80, 100).forEach(repository::deleteById);
        cluster.awaitWhole();
        killAllBut(0);
        for (String id : ids.subList(0, 80)) {
            assertThat(get(repository, id, "visit")).isEqualTo("newest");
        }
        for (String id : ids.subList(80, 100)) {
            assertThat(repository.findById(id)).isNull();
        }
    }

    @Test
    void aNodeThatIsEmptiedDuringItsRebuildStartsAgain() {
        MemshareSessionRepository repository = repository(app(50));
        List<String> ids = newSessions(repository, 150);
        cluster.server(0).restart();
        await().atMost(Hang.LIMIT).until(() -> sessionKeys(cluster.server(0)).size() > 10);
        cluster.server(0).restart();
        assertThat(cluster.voucher(0)).isNotEqualTo(COMPLETE);
        cluster.awaitWhole();
        assertThat(rebuilds.started()).isGreaterThan(1);
        // The voucher is there a moment before the listener hears of it.
        await().atMost(Hang.LIMIT)
                .untilAsserted(() -> assertThat(rebuilds.outcomes()).endsWith(Outcome.COMPLETE));
        assertThat(sessionKeys(cluster.server(0))).hasSize(150);
        killAllBut(0);
        assertThat(ids).allSatisfy(id -> assertThat(repository.findById(id)).isNotNull());
    }

    @Test
    void whatIsNotOursOrCannotBeReadIsLeftAlone() {
        MemshareSessionRepository repository = repository(app(FAST));
        newSessions(repository, 5);
        List<String> others = List.of("other:s:1", "memshare:x:1", "memshare2:s:1", "memshare:s", "memshare:s:damaged");
        byte[] value = "1".getBytes(StandardCharsets.US_ASCII);
        for (String key : others) {
            cluster.server(1).put(key, value, 7, 0);
            cluster.server(2).put(key, value, 7, 0);
        }
        cluster.server(0).restart();
        cluster.awaitWhole();
        others.forEach(key -> {
            assertThat(cluster.server(0).value(key)).isNull();
            assertThat(cluster.server(1).value(key)).isEqualTo(value);
        });
        RebuildResult result = rebuilds.last();
        assertThat(result.counts().damaged()).isEqualTo(1);
        assertThat(result.counts().copied()).isEqualTo(5);
        assertThat(result.counts().checked()).isEqualTo(6);
    }

    @Test
    void aRecordOfALaterVersionIsCopiedAsItIs() {
        MemshareSessionRepository repository = repository(app(FAST));
        newSessions(repository, 5);
        cluster.putRecord(1, "session", "memshare:s:future", new byte[] {0x7e, 1, 2, 3}, 0);
        byte[] bytes = cluster.server(1).value("memshare:s:future");
        cluster.server(0).restart();
        cluster.awaitWhole();
        assertThat(rebuilds.last().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(rebuilds.last().counts().foreign()).isEqualTo(1);
        assertThat(cluster.server(0).value("memshare:s:future")).isEqualTo(bytes);
        assertThat(sessionKeys(cluster.server(0))).hasSize(6);
    }

    @Test
    void withFewerCopiesThanNodesANodeGetsItsOwnKeysFromAllOthers() {
        cluster.close();
        cluster = Cluster.of(4, protection());
        MemshareSessionRepository repository = repository(
                app(cluster.impatientSettings().toBuilder().redundancy(2).build(), FAST, rebuilds));
        newSessions(repository, 100);
        Set<String> keys = sessionKeys(cluster.server(2));
        assertThat(keys).hasSizeBetween(20, 80);
        cluster.server(2).restart();
        cluster.awaitWhole();
        assertThat(sessionKeys(cluster.server(2))).isEqualTo(keys);
    }

    @Test
    void withFewerCopiesThanNodesAMissingPeerKeepsTheNodeFromCountingAsWhole() {
        cluster.close();
        cluster = Cluster.of(4, protection());
        Memshare app = app(cluster.impatientSettings().toBuilder().redundancy(2).build(), FAST, rebuilds);
        MemshareSessionRepository repository = repository(app);
        newSessions(repository, 40);
        cluster.server(3).kill();
        awaitNode(app, 3, false);
        cluster.server(2).restart();
        await().atMost(Hang.LIMIT).until(() -> !rebuilds.outcomes().isEmpty());
        assertThat(rebuilds.last().outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(rebuilds.last().counts().copied()).isPositive();
        assertThat(cluster.voucher(2)).isEqualTo(INCOMPLETE);
    }

    /** The complete nodes do not have everything, and each of the emptied ones lacks what the other one had. */
    @Test
    void twoNodesThatAreEmptiedAtOnceAreFilledFromWhatIsLeft() {
        cluster.close();
        cluster = Cluster.of(5, protection());
        Memshare app = app(cluster.impatientSettings().toBuilder().redundancy(2).build(), FAST, rebuilds);
        newSessions(repository(app), 100);
        Set<String> left = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            left.addAll(sessionKeys(cluster.server(i)));
        }
        List<Set<String>> expected = new ArrayList<>();
        for (int i = 3; i < 5; i++) {
            Set<String> keys = new HashSet<>(sessionKeys(cluster.server(i)));
            keys.retainAll(left);
            expected.add(keys);
            cluster.server(i).kill();
        }
        awaitNode(app, 3, false);
        awaitNode(app, 4, false);
        cluster.server(3).restart();
        cluster.server(4).restart();
        cluster.awaitWhole();
        assertThat(List.of(sessionKeys(cluster.server(3)), sessionKeys(cluster.server(4))))
                .isEqualTo(expected);
    }

    @Test
    void manySessionsAreRebuilt() {
        MemshareSessionRepository repository = repository(app(FAST));
        newSessions(repository, many());
        cluster.server(0).restart();
        cluster.awaitWhole();
        assertThat(sessionKeys(cluster.server(0))).hasSize(many());
    }
}
