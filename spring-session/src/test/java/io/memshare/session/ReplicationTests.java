package io.memshare.session;

import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.replication.CopyState;
import io.memshare.testkit.Hang;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What survives which nodes, on real memcached processes. */
class ReplicationTests {

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private Memshare app;
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeEach
    void start() {
        app = cluster.app();
        one = repository(app);
        two = repository(cluster.app());
    }

    static String newSession(MemshareSessionRepository repository, String name, String value) {
        MemshareSession session = repository.createSession();
        session.setAttribute(name, value);
        repository.save(session);
        return session.getId();
    }

    static void set(MemshareSessionRepository repository, String id, String name, String value) {
        MemshareSession session = found(repository, id);
        session.setAttribute(name, value);
        repository.save(session);
    }

    static String get(MemshareSessionRepository repository, String id, String name) {
        return found(repository, id).getAttribute(name);
    }

    static MemshareSession found(MemshareSessionRepository repository, String id) {
        return Objects.requireNonNull(repository.findById(id), "the session is lost");
    }

    private List<CopyState> copies(String id) {
        return one.copies(id).stream().map(SessionCopy::state).toList();
    }

    @Test
    void everyServerSeesEveryChange() {
        String id = newSession(one, "visit", "1");
        assertThat(get(two, id, "visit")).isEqualTo("1");
        set(two, id, "visit", "2");
        assertThat(get(one, id, "visit")).isEqualTo("2");
        assertThat(copies(id)).containsOnly(CopyState.CURRENT);
        for (int i = 0; i < 3; i++) {
            assertThat(Cluster.sessionKeys(cluster.server(i))).hasSize(1);
        }
    }

    @Test
    void whatWasNeverThereIsAbsent() {
        assertThat(one.findById("no such session")).isNull();
        assertThat(one.findById("with\r\nline breaks and " + "x".repeat(10_000)))
                .isNull();
    }

    static Stream<Arguments> anyTwo() {
        return Stream.of(
                Arguments.of(0, 1),
                Arguments.of(0, 2),
                Arguments.of(1, 0),
                Arguments.of(1, 2),
                Arguments.of(2, 0),
                Arguments.of(2, 1));
    }

    @ParameterizedTest
    @MethodSource("anyTwo")
    void anyTwoNodesMayDieOneRequestApart(int first, int second) {
        String id = newSession(one, "visit", "1");
        cluster.server(first).kill();
        set(one, id, "visit", "2");
        cluster.server(second).kill();
        assertThat(get(two, id, "visit")).isEqualTo("2");
        set(two, id, "visit", "3");
        assertThat(get(one, id, "visit")).isEqualTo("3");
    }

    @Test
    void aNodeThatCameBackEmptyIsRefilledByUse() {
        String id = newSession(one, "visit", "1");
        cluster.server(0).restart();
        cluster.server(1).restart();
        awaitNode(app, 0, true);
        awaitNode(app, 1, true);
        set(one, id, "visit", "2");
        assertThat(copies(id)).containsOnly(CopyState.CURRENT);
        cluster.server(2).kill();
        // Both others hold it, but neither is known to hold everything: there might have been a newer state.
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.findById(id));
    }

    @Test
    void readingRefillsANodeToo() {
        String id = newSession(one, "visit", "1");
        cluster.server(0).restart();
        awaitNode(app, 0, true);
        MemshareSession session = found(one, id);
        session.setLastAccessedTime(session.getLastAccessedTime().plusSeconds(2));
        one.save(session);
        await().atMost(Hang.LIMIT).until(() -> copies(id).stream().allMatch(CopyState.CURRENT::equals));
    }

    @Test
    void withoutAnyNodeThereIsNoAnswer() {
        String id = newSession(one, "visit", "1");
        for (int i = 0; i < 3; i++) {
            cluster.server(i).kill();
        }
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> one.findById(id))
                .withMessageNotContaining(id);
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> newSession(one, "visit", "1"));
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.deleteById(id));
    }

    @Test
    void aNodeThatCameBackEmptyDoesNotDenySessions() {
        String id = newSession(one, "visit", "1");
        cluster.server(0).restart();
        awaitNode(app, 0, true);
        cluster.server(1).kill();
        cluster.server(2).kill();
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.findById(id));
    }

    @Test
    void whenAllNodesCameBackEmptySessionsAreGone() {
        String id = newSession(one, "visit", "1");
        for (int i = 0; i < 3; i++) {
            cluster.server(i).restart();
        }
        for (int i = 0; i < 3; i++) {
            awaitNode(app, i, true);
        }
        // Until the servers have found out that no node knows more than the others, nobody can tell.
        await().atMost(Hang.LIMIT)
                .ignoreException(SessionStoreUnavailableException.class)
                .untilAsserted(() -> assertThat(one.findById(id)).isNull());
    }

    @Test
    void aDeletedSessionIsGoneEverywhere() {
        String id = newSession(one, "visit", "1");
        MemshareSession late = found(two, id);
        one.deleteById(id);
        assertThat(one.findById(id)).isNull();
        late.setAttribute("visit", "2");
        two.save(late);
        assertThat(two.findById(id)).isNull();
        two.save(late);
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void aChangedIdMovesTheSession() {
        String id = newSession(one, "visit", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("user", "u");
        String newId = session.changeSessionId();
        one.save(session);
        assertThat(two.findById(id)).isNull();
        assertThat(get(two, newId, "visit")).isEqualTo("1");
        assertThat(get(two, newId, "user")).isEqualTo("u");
    }

    @Test
    void whatIsSavedUnderTheOldIdFollowsTheSession() {
        String id = newSession(one, "visit", "1");
        MemshareSession late = found(two, id);
        MemshareSession session = found(one, id);
        String newId = session.changeSessionId();
        one.save(session);
        late.setAttribute("late", "l");
        two.save(late);
        assertThat(two.findById(id)).isNull();
        assertThat(get(one, newId, "late")).isEqualTo("l");
    }

    @Test
    void twoChangesOfTheIdAtOnceBothLive() {
        String id = newSession(one, "visit", "1");
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        String firstId = first.changeSessionId();
        String secondId = second.changeSessionId();
        one.save(first);
        two.save(second);
        assertThat(two.findById(firstId)).isNotNull();
        assertThat(one.findById(secondId)).isNotNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void aLogoutUnderTheOldIdEndsTheMovedSession() {
        String id = newSession(one, "visit", "1");
        MemshareSession session = found(one, id);
        String newId = session.changeSessionId();
        one.save(session);
        two.deleteById(id);
        assertThat(one.findById(newId)).isNull();
    }
}
