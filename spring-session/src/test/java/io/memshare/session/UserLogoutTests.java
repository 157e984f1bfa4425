package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Memshare;
import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.index.IndexStore;
import io.memshare.index.NotBefore;
import io.memshare.index.NotBeforeStore;
import io.memshare.node.TimeToLive;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** All sessions of a user end by a not-before time, on servers that did not end them themselves. */
class UserLogoutTests {

    /** More than those that are deleted one by one. */
    private static final int MANY = 40;

    private static List<String> logIn(IndexedMemshareSessionRepository server) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ids.add(login(server, "alice"));
        }
        return ids;
    }

    private static boolean noneLives(IndexedMemshareSessionRepository server, List<String> ids) {
        return ids.stream().allMatch(id -> server.findById(id) == null);
    }

    @Test
    void everyServerLearnsOfIt() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            List<String> ids = logIn(one);
            String other = login(one, "bob");
            assertThat(new MemshareSessions(two).end("alice")).isEqualTo(MANY);
            assertThat(noneLives(two, ids)).isTrue();
            await().atMost(Hang.LIMIT).until(() -> noneLives(one, ids));
            assertThat(one.findById(other)).isNotNull();
            assertThat(one.findByPrincipalName("alice")).isEmpty();
        }
    }

    @Test
    void aServerThatStartsLaterObeysAtItsFirstRequest() {
        try (Logins logins = Logins.on(3)) {
            List<String> ids = logIn(logins.server());
            new MemshareSessions(logins.server()).end("alice");
            assertThat(noneLives(logins.server(), ids)).isTrue();
        }
    }

    @Test
    void aNodeThatMissedItChangesNothing() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            List<String> ids = logIn(one);
            logins.cluster.server(0).kill();
            assertThat(new MemshareSessions(two).end("alice")).isEqualTo(MANY);
            logins.cluster.server(0).restart();
            logins.cluster.server(1).kill();
            await().atMost(Hang.LIMIT).until(() -> noneLives(one, ids));
            logins.cluster.server(1).restart();
            IndexedMemshareSessionRepository later = new IndexedMemshareSessionRepository(
                    logins.cluster.connected(logins.cluster.settings()), SharedSessions.VALUES);
            assertThat(noneLives(later, ids)).isTrue();
        }
    }

    @Test
    void aNodeThatHungChangesNothing() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            List<String> ids = logIn(one);
            IndexedMemshareSessionRepository two = new IndexedMemshareSessionRepository(
                    logins.cluster.app(logins.cluster.settings(), logins.clock), SharedSessions.VALUES);
            logins.cluster.server(2).freeze();
            assertThat(new MemshareSessions(two).end("alice")).isEqualTo(MANY);
            logins.cluster.server(2).thaw();
            await().atMost(Hang.LIMIT).until(() -> noneLives(one, ids));
        }
    }

    /** The session of a login is judged by the order of reads and writes, not by the time of day of its server. */
    @Test
    void aLaterLoginOnAServerWhoseClockIsBehindStays() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository ahead = logins.server();
            List<String> ids = logIn(ahead);
            SettableClock late = SettableClock.stopped();
            late.advance(Duration.ofSeconds(-50));
            IndexedMemshareSessionRepository behind = new IndexedMemshareSessionRepository(
                    logins.cluster.app(logins.cluster.settings(), late), SharedSessions.VALUES);
            new MemshareSessions(ahead).end("alice");
            String after = login(behind, "alice");
            await().atMost(Hang.LIMIT).until(() -> noneLives(behind, ids));
            assertThat(behind.findById(after)).isNotNull();
            assertThat(ahead.findById(after)).isNotNull();
            assertThat(logins.server().findByPrincipalName("alice")).containsOnlyKeys(logins.handle(after));
        }
    }

    @Test
    void aLoginOnAServerWhoseClockIsAheadEnds() {
        try (Logins logins = Logins.on(3)) {
            SettableClock early = SettableClock.stopped();
            early.advance(Duration.ofSeconds(50));
            IndexedMemshareSessionRepository ahead = new IndexedMemshareSessionRepository(
                    logins.cluster.app(logins.cluster.settings(), early), SharedSessions.VALUES);
            List<String> ids = logIn(ahead);
            new MemshareSessions(logins.server()).end("alice");
            await().atMost(Hang.LIMIT).until(() -> noneLives(ahead, ids));
        }
    }

    @Test
    void theKeptSessionStaysOnEveryServerAndUnderItsNextIds() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            List<String> ids = logIn(one);
            String kept = login(one, "alice");
            assertThat(new MemshareSessions(two).endOthers(kept)).isEqualTo(MANY);
            await().atMost(Hang.LIMIT).until(() -> noneLives(one, ids));
            MemshareSession session = found(one, kept);
            session.changeSessionId();
            one.save(session);
            assertThat(two.findById(session.getId())).isNotNull();
            assertThat(logins.server().findByPrincipalName("alice")).containsOnlyKeys(logins.handle(session.getId()));
            new MemshareSessions(two).end("alice");
            assertThat(two.findById(session.getId())).isNull();
        }
    }

    /** It must not come back to life because it is the one to keep. */
    @Test
    void aSessionThatHasEndedEndsNoOthers() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            List<String> ids = logIn(one);
            found(one, ids.get(0)); // knows, for the next second, that it lives
            new MemshareSessions(two).end("alice");
            String after = login(two, "alice");
            for (String id : ids) {
                assertThat(new MemshareSessions(one).endOthers(id)).isZero();
            }
            assertThat(one.findById(after)).isNotNull();
            assertThat(noneLives(two, ids)).isTrue();
        }
    }

    @Test
    void aRequestUnderWayDoesNotKeepItsSessionAlive() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            List<String> ids = logIn(one);
            String oldest = ids.get(0);
            MemshareSession session = found(one, oldest);
            new MemshareSessions(two).end("alice");
            session.setAttribute("visit", "2");
            session.changeSessionId();
            one.save(session);
            assertThat(two.findById(session.getId())).isNull();
            assertThat(two.findById(oldest)).isNull();
        }
    }

    @Test
    void aSealedTimeTellsNothingOfTheUser() {
        try (Logins logins = new Logins(2, TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A))) {
            IndexedMemshareSessionRepository one = logins.server();
            List<String> ids = logIn(one);
            new MemshareSessions(logins.server()).end("alice");
            await().atMost(Hang.LIMIT).until(() -> noneLives(one, ids));
            List<String> keys = logins.cluster.server(0).keys().stream()
                    .filter(key -> key.contains(":b:"))
                    .toList();
            assertThat(keys).hasSize(2);
            for (String key : keys) {
                byte[] value = logins.cluster.server(0).value(key);
                assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("alice");
            }
        }
    }

    @Test
    void whatIsOlderThanASecondIsLearnedBeforeASessionCounts() {
        try (Logins logins = Logins.on(3)) {
            AtomicLong nanos = new AtomicLong();
            NotBeforeStore slow = times(logins.cluster.app(), nanos);
            NotBeforeStore other = times(logins.cluster.app(), new AtomicLong());
            assertThat(slow.current().join()).isNull();
            end(logins, other);
            nanos.addAndGet(Duration.ofMillis(400).toNanos());
            assertThat(slow.current().join()).isNull();
            assertThat(slow.of("user", "alice")).isEqualTo(NotBefore.NONE);
            nanos.addAndGet(Duration.ofMillis(600).toNanos());
            assertThat(slow.current().join()).isNull();
            assertThat(slow.of("user", "alice")).isNotEqualTo(NotBefore.NONE);
            assertThat(slow.of("user", "bob")).isEqualTo(NotBefore.NONE);
        }
    }

    /** A node evicts first what is not used, and whoever can write to the nodes can delete. */
    @Test
    void whatTheNodesLostIsWrittenAgainByAServerThatKnowsIt() {
        try (Logins logins = Logins.on(3)) {
            AtomicLong nanos = new AtomicLong();
            NotBeforeStore knowing = times(logins.cluster.app(), nanos);
            end(logins, knowing);
            assertThat(knowing.update().join()).isNull();
            NotBefore ended = knowing.of("user", "alice");
            List<String> keys = notBeforeKeys(logins);
            assertThat(keys).hasSize(2);
            for (String key : keys) {
                for (int node = 0; node < 3; node++) {
                    logins.cluster.server(node).command("md " + key);
                }
            }
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(knowing.update().join()).isNull();
            await().atMost(Hang.LIMIT).until(() -> notBeforeKeys(logins).equals(keys));
            assertThat(knowing.of("user", "alice")).isEqualTo(ended);
            NotBeforeStore later = times(logins.cluster.app(), new AtomicLong());
            assertThat(later.current().join()).isNull();
            assertThat(later.of("user", "alice")).isEqualTo(ended);
        }
    }

    /** The keys that all nodes hold. */
    private static List<String> notBeforeKeys(Logins logins) {
        return logins.cluster.server(0).keys().stream()
                .filter(key -> key.contains(":b:"))
                .filter(key -> logins.cluster.server(1).keys().contains(key)
                        && logins.cluster.server(2).keys().contains(key))
                .sorted()
                .toList();
    }

    @Test
    void aServerThatCannotLearnSaysSo() {
        try (Logins logins = Logins.on(2)) {
            AtomicLong nanos = new AtomicLong();
            NotBeforeStore times = times(logins.cluster.app(), nanos);
            assertThat(times.current().join()).isNull();
            logins.cluster.server(0).kill();
            logins.cluster.server(1).kill();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(times.current().join()).isNotNull();
            assertThat(times.update().join()).isNotNull();
        }
    }

    private static NotBeforeStore times(Memshare app, AtomicLong nanos) {
        IndexStore.Stores stores = app::store;
        return NotBeforeStore.open(stores, "memshare", Sealing.NONE, app.clock(), nanos::get);
    }

    private static void end(Logins logins, NotBeforeStore times) {
        HybridLogicalClock ticks = new HybridLogicalClock(logins.clock);
        NotBeforeStore.Request request =
                new NotBeforeStore.Request("user", "alice", "", TimeToLive.of(Duration.ofHours(1)));
        assertThat(times.end(request, HybridTimestamp.ZERO, ticks::tick).join())
                .isInstanceOf(NotBeforeStore.Ending.Written.class);
    }

    @Test
    void anotherUserNameIsNotConfusedWithAnIndexOfTheApplication() {
        try (Logins logins = Logins.on(1)) {
            IndexedMemshareSessionRepository server = logins.server();
            server.setIndexResolver(session -> {
                String user = session.getAttribute(PRINCIPAL_NAME_INDEX_NAME);
                return user == null ? Map.of() : Map.of(PRINCIPAL_NAME_INDEX_NAME, user, "tenant", "bob");
            });
            String id = login(server, "alice");
            new MemshareSessions(server).end("bob");
            assertThat(server.findById(id)).isNotNull();
        }
    }
}
