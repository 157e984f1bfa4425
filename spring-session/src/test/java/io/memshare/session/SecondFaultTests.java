package io.memshare.session;

import static io.memshare.Cluster.COMPLETE;
import static io.memshare.Cluster.INCOMPLETE;
import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static io.memshare.Cluster.sessionKeys;
import static io.memshare.Cluster.voucher;
import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.TimeToLive;
import io.memshare.rebuild.RebuildResult.Outcome;
import io.memshare.replication.RecordType;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One more fault: a redeploy, a second list of nodes, another timeout, an eviction, a second restart. A request may
 * fail with 503 then; it is never answered with an old value, a lost session or one that was logged out. Real memcached
 * processes.
 */
@Execution(ExecutionMode.CONCURRENT)
class SecondFaultTests {

    private static final int FAST = MemshareSettings.HIGHEST_REBUILD_RATE;
    private static final int LENGTH_WITH_TWO_KINDS = 49;
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private final RecordedRebuilds rebuilds = new RecordedRebuilds();

    private static void result(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException ex) {
            throw new AssertionError(ex);
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private static MemshareSettings rebuilding(MemshareSettings settings) {
        return settings.toBuilder().rebuildEnabled(true).rebuildRate(FAST).build();
    }

    private Memshare proxied() {
        return cluster.app(cluster.proxiedSettings(), InstantSource.system());
    }

    private Memshare redeployed(Memshare app, MemshareSettings settings) {
        app.close();
        return cluster.start(settings, InstantSource.system());
    }

    /** Returns the value of an attribute as a visitor gets it, "503", or "none" for a fresh session. */
    private static String visit(MemshareSessionRepository repository, String id) {
        try {
            MemshareSession session = repository.findById(id);
            return session == null ? "none" : String.valueOf(session.<Object>getAttribute("visit"));
        } catch (SessionStoreUnavailableException ex) {
            return "503";
        }
    }

    private void onlyC() {
        cluster.server(A).kill();
        cluster.server(B).kill();
    }

    private void awaitOnlyC(Memshare app) {
        awaitNode(app, A, false);
        awaitNode(app, B, false);
        awaitNode(app, C, true);
    }

    @Test
    void aServerThatWasRedeployedKnowsWhatANodeMissed() {
        Memshare app = proxied();
        MemshareSessionRepository before = repository(app);
        String changed = newSession(before, "visit", "old");
        String loggedOut = newSession(before, "visit", "old");
        cluster.proxy(C).cut();
        set(before, changed, "visit", "new");
        String created = newSession(before, "visit", "new");
        before.deleteById(loggedOut);
        Memshare fresh = redeployed(app, cluster.proxiedSettings());
        awaitNode(fresh, A, true);
        awaitNode(fresh, B, true);
        cluster.proxy(C).heal();
        awaitNode(fresh, C, true);
        assertThat(voucher(cluster.server(C))).isEqualTo(INCOMPLETE);
        onlyC();
        MemshareSessionRepository after = repository(fresh);
        assertThat(visit(after, changed)).isEqualTo("503");
        assertThat(visit(after, created)).isEqualTo("503");
        assertThat(visit(after, loggedOut)).isIn("503", "none");
    }

    /** A fresh server that reaches the stale node first must not believe it before it has seen the others. */
    @Test
    void aFreshServerAsksAllNodesForNotesBeforeItBelievesOne() {
        Memshare app = proxied();
        MemshareSessionRepository before = repository(app);
        String id = newSession(before, "visit", "old");
        cluster.proxy(C).cut();
        set(before, id, "visit", "new");
        app.close();
        cluster.proxy(A).cut();
        cluster.proxy(B).cut();
        cluster.proxy(C).heal();
        Memshare fresh = cluster.start(cluster.proxiedSettings(), InstantSource.system());
        awaitNode(fresh, C, true);
        cluster.proxy(A).heal();
        cluster.proxy(B).heal();
        assertThat(visit(repository(fresh), id)).isIn("new", "503");
    }

    @Test
    void whatAnIncompleteNodeHoldsIsNotBelievedAlone() {
        Memshare app = proxied();
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "old");
        cluster.proxy(C).cut();
        set(repository, id, "visit", "new");
        cluster.proxy(C).heal();
        awaitNode(app, C, true);
        onlyC();
        assertThat(visit(repository, id)).isEqualTo("503");
    }

    @Test
    void aRebuildEndsOnlyWhenEveryServerUsesTheNode() {
        MemshareSettings all = cluster.impatientSettings();
        List<NodeAddress> two = all.nodes().subList(0, 2);
        Memshare old = cluster.start(
                MemshareSettings.builder(two).rebuildEnabled(false).build(), InstantSource.system());
        awaitNode(old, A, true);
        awaitNode(old, B, true);
        MemshareSessionRepository oldRepository = repository(old);
        until(() -> voucher(cluster.server(A)).equals(COMPLETE)
                && voucher(cluster.server(B)).equals(COMPLETE));
        String id = newSession(oldRepository, "visit", "old");
        Memshare wide = cluster.start(rebuilding(all), InstantSource.system());
        wide.addListener(rebuilds);
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
        MemshareSessionRepository wideRepository = repository(wide);
        set(wideRepository, id, "visit", "middle");
        set(oldRepository, id, "visit", "new");
        // The old server announces itself for a minute: no rebuild even begins.
        assertThat(rebuilds.outcomes()).doesNotContain(Outcome.COMPLETE);
        assertThat(voucher(cluster.server(C))).isEqualTo(INCOMPLETE);
        onlyC();
        assertThat(visit(wideRepository, id)).isEqualTo("503");
    }

    @Test
    void theLongestLifetimeOfAllServersCounts() {
        MemshareSettings shortly = cluster.impatientSettings().toBuilder()
                .longestLifetime(Duration.ofSeconds(60))
                .build();
        MemshareSettings longer = cluster.impatientSettings().toBuilder()
                .longestLifetime(Duration.ofHours(1))
                .build();
        Memshare one = cluster.app(longer, InstantSource.system());
        cluster.app(shortly, InstantSource.system());
        one.close();
        cluster.server(C).restart();
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
        assertThat(secondsLeft(cluster.server(C), "memshare:voucher")).isGreaterThan(2 * 3600 - 60);
    }

    @Test
    void theIdleTimeOfASingleSessionCountsAsALifetime() {
        Memshare app = cluster.app();
        MemshareSessionRepository repository = repository(app);
        MemshareSession session = repository.createSession();
        session.setMaxInactiveInterval(Duration.ofHours(10));
        repository.save(session);
        cluster.server(C).restart();
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
        until(() -> secondsLeft(cluster.server(C), "memshare:voucher") > 2 * 36_000 - 60);
    }

    private static long secondsLeft(MemcachedServer server, String key) {
        String answer = server.command("mg " + key + " t");
        return answer.startsWith("HD t")
                ? Long.parseLong(answer.substring("HD t".length()).strip())
                : 0;
    }

    @Test
    void aMissedTouchMakesANodeIncomplete() {
        Memshare app = proxied();
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "1");
        cluster.proxy(C).cut();
        awaitNode(app, C, false);
        String key = sessionKeys(cluster.server(A)).iterator().next();
        cluster.server(A).command("touch " + key + " 300");
        MemshareSession session = ReplicationTests.found(repository, id);
        session.setLastAccessedTime(session.getLastAccessedTime().plusSeconds(2));
        repository.save(session);
        until(() -> cluster.server(A).keys().stream().anyMatch(name -> name.startsWith("memshare:note:")));
        Memshare fresh = redeployed(app, cluster.proxiedSettings());
        awaitNode(fresh, A, true);
        cluster.proxy(C).heal();
        awaitNode(fresh, C, true);
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
    }

    @Test
    void aServerThatDoesNotKnowAllKindsOfRecordsRebuildsNoNode() {
        Memshare knowing = cluster.app();
        repository(knowing);
        knowing.store(new OtherRecords(), "memshare:other:");
        Memshare sessionsOnly = cluster.app(rebuilding(cluster.impatientSettings()), InstantSource.system(), rebuilds);
        repository(sessionsOnly);
        until(() ->
                new String(cluster.server(A).value("memshare:voucher"), java.nio.charset.StandardCharsets.ISO_8859_1)
                                .length()
                        >= LENGTH_WITH_TWO_KINDS);
        cluster.server(C).restart();
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
        Memshare both = cluster.connected(rebuilding(cluster.impatientSettings()));
        repository(both);
        both.store(new OtherRecords(), "memshare:other:");
        cluster.awaitWhole();
        assertThat(rebuilds.outcomes()).isEmpty();
    }

    /** A kind of record that only some servers know. */
    private static final class OtherRecords implements RecordType<String> {

        @Override
        public String kind() {
            return "other";
        }

        @Override
        public byte[] encode(Key key, String state) {
            return new byte[] {1};
        }

        @Override
        public String decode(Key key, byte[] bytes) throws MalformedRecordException {
            return "";
        }

        @Override
        public String merge(String left, String right) {
            return left;
        }

        @Override
        public boolean isTombstone(String state) {
            return false;
        }

        @Override
        public TimeToLive timeToLive(String state) {
            return new TimeToLive(60);
        }
    }

    @Test
    void aTokenOfBeforeARestartIsWorthNothing() {
        Memshare app = cluster.app();
        MemshareSessionRepository slow = repository(app);
        MemshareSessionRepository other = repository(cluster.app());
        String id = newSession(slow, "visit", "1");
        String key = sessionKeys(cluster.server(C)).iterator().next();
        // Far enough that a restarted node can be brought to the same number.
        for (int i = 0; i < 300; i++) {
            cluster.server(C).put("filler", new byte[] {1}, 0, 0);
        }
        set(slow, id, "last", "1");
        MemshareSession session = ReplicationTests.found(slow, id);
        long token = token(cluster.server(C), key);
        cluster.server(C).restart();
        awaitNode(app, C, true);
        set(other, id, "visit", "2");
        byte[] bytes = cluster.server(A).value(key);
        long checksum = Long.parseLong(cluster.server(A)
                .command("mg " + key + " f")
                .replaceAll(".*f", "")
                .strip());
        while (token(cluster.server(C), key) < token) {
            cluster.server(C).put(key, bytes, checksum, 1000);
        }
        cluster.server(A).kill();
        cluster.server(B).kill();
        awaitOnlyC(app);
        session.setAttribute("last", "2");
        slow.save(session);
        assertThat(text(cluster.server(C), key)).contains("2").doesNotContain("visit1");
        assertThat(value(cluster.server(C), key, "visit")).isEqualTo("2");
    }

    private static long token(MemcachedServer server, String key) {
        String answer = server.command("mg " + key + " c");
        return answer.startsWith("HD c")
                ? Long.parseLong(answer.substring("HD c".length()).strip())
                : 0;
    }

    private static String text(MemcachedServer server, String key) {
        byte[] value = server.value(key);
        return value == null ? "" : new String(value, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String value(MemcachedServer server, String key, String name) {
        try {
            byte[] bytes = server.value(key);
            io.memshare.state.Live live =
                    (io.memshare.state.Live) new io.memshare.state.SessionStateCodec().decode(bytes);
            return new String(live.attributes().value(name), java.nio.charset.StandardCharsets.UTF_8);
        } catch (MalformedRecordException ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void emptyNodesAreNotNewWhileAThirdOneMayHaveEverything() {
        Memshare app = cluster.app();
        String id = newSession(repository(app), "visit", "1");
        app.close();
        cluster.server(A).restart();
        cluster.server(B).restart();
        cluster.server(C).freeze();
        Memshare fresh = cluster.start(cluster.impatientSettings(), InstantSource.system());
        awaitNode(fresh, A, true);
        awaitNode(fresh, B, true);
        MemshareSessionRepository repository = repository(fresh);
        assertThat(visit(repository, id)).isEqualTo("503");
        // Several polls later as well.
        long looked = cluster.server(A).counter("cmd_get");
        until(() -> cluster.server(A).counter("cmd_get") > looked + 12);
        assertThat(voucher(cluster.server(A))).isEmpty();
        assertThat(visit(repository, id)).isEqualTo("503");
        cluster.server(C).thaw();
        awaitNode(fresh, C, true);
        assertThat(get(repository, id, "visit")).isEqualTo("1");
        until(() -> voucher(cluster.server(A)).equals(INCOMPLETE));
    }

    @Test
    void aMajorityIsNewAfterTheWaitAndFewerCountTheirTime() {
        cluster.server(C).kill();
        MemshareSettings impatient = cluster.impatientSettings().toBuilder()
                .foundingWait(Duration.ZERO)
                .build();
        cluster.start(impatient, InstantSource.system());
        until(() -> voucher(cluster.server(A)).equals(COMPLETE)
                && voucher(cluster.server(B)).equals(COMPLETE));
        cluster.server(A).restart();
        cluster.server(B).kill();
        cluster.start(impatient, InstantSource.system());
        until(() -> voucher(cluster.server(A)).equals(INCOMPLETE));
    }

    @Test
    void aRequestThatEndsUnchangedLeavesAShortenedIdleTimeAlone() {
        Memshare app = cluster.app();
        MemshareSessionRepository one = repository(app);
        MemshareSessionRepository two = repository(cluster.app());
        String id = newSession(one, "visit", "1");
        String key = sessionKeys(cluster.server(A)).iterator().next();
        MemshareSession slow = ReplicationTests.found(one, id);
        MemshareSession shortened = ReplicationTests.found(two, id);
        shortened.setMaxInactiveInterval(Duration.ofSeconds(60));
        two.save(shortened);
        slow.setLastAccessedTime(slow.getLastAccessedTime().plusSeconds(5));
        for (int i = 0; i < cluster.size(); i++) {
            // Less than the slow request knows of, so that it has a reason to touch.
            assertThat(secondsLeft(cluster.server(i), key)).isLessThanOrEqualTo(120);
        }
        one.save(slow);
        for (int i = 0; i < cluster.size(); i++) {
            MemcachedServer server = cluster.server(i);
            until(() -> secondsLeft(server, key) <= 120);
        }
    }

    @Test
    void aNodeThatEvictsDeniesNothing() {
        try (Cluster uneven = Cluster.of(2, "-m", "2")) {
            Memshare app = uneven.app();
            MemshareSessionRepository repository = repository(app);
            String id = newSession(repository, "visit", "1");
            MemcachedServer small = uneven.server(1);
            // Sessions of one size share memory: the first ones give way.
            ExecutorService browsers = Executors.newFixedThreadPool(8);
            IntStream.range(0, 16_000)
                    .mapToObj(i -> browsers.submit(() -> newSession(repository, "visit", String.valueOf(i))))
                    .toList()
                    .forEach(SecondFaultTests::result);
            browsers.shutdown();
            assertThat(small.counter("evictions")).isPositive();
            until(() -> voucher(small).isEmpty() || voucher(small).equals(INCOMPLETE));
            uneven.server(0).kill();
            assertThat(visit(repository, id)).isEqualTo("503");
        }
    }

    /** A hang of a moment costs the copy of what was written meanwhile, not of everything. */
    @Test
    void aNodeThatMissedLittleGetsLittle() {
        Memshare app = cluster.app(rebuilding(cluster.proxiedSettings()), InstantSource.system(), rebuilds);
        MemshareSessionRepository repository = repository(app);
        for (int i = 0; i < 500; i++) {
            newSession(repository, "visit", String.valueOf(i));
        }
        // The tokens of nodes are remembered once a second, and used when no write of before them can be under way.
        long sets = cluster.server(A).counter("cmd_set");
        // A server announces its list once a second, and leaves a notice about as often.
        until(() -> cluster.server(A).counter("cmd_set") >= sets + 3 * 8);
        cluster.proxy(C).cut();
        String id = newSession(repository, "visit", "new");
        cluster.proxy(C).heal();
        awaitNode(app, C, true);
        until(() -> rebuilds.outcomes().contains(Outcome.COMPLETE));
        assertThat(rebuilds.last().counts().checked()).isBetween(1L, 50L);
        onlyC();
        assertThat(visit(repository, id)).isEqualTo("new");
    }
}
