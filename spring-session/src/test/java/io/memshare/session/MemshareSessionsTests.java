package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MemshareSessionsTests {

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();
    private final MemshareSessions sessions = new MemshareSessions(two);

    @Test
    void aSessionIsShownWithItsTimesAndWithoutItsId() {
        Instant created = logins.clock.instant();
        String id = login(one, "alice");
        login(one, "bob");
        assertThat(sessions.of("alice"))
                .containsExactly(new UserSession(
                        logins.handle(id),
                        "alice",
                        created,
                        created,
                        created.plus(Duration.ofMinutes(30)),
                        false,
                        Map.of()));
    }

    @Test
    void aSessionThatNeverExpiresSaysSo() {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(Duration.ofSeconds(-1));
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        one.save(session);
        assertThat(sessions.of("alice"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.expires()).isNull());
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void theSessionOfTheRequestIsTheCurrentOne() {
        login(one, "alice");
        String own = login(one, "alice");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            found(two, own);
            assertThat(sessions.of("alice"))
                    .filteredOn(UserSession::current)
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.handle()).isEqualTo(logins.handle(own)));
        }
    }

    @Test
    void theSessionThatWasUsedLastComesFirst() {
        String first = login(one, "alice");
        String second = login(one, "alice");
        logins.clock.advance(Duration.ofMinutes(5));
        for (String id : new String[] {first, second}) {
            StoredCopies.of(logins.cluster, id).age(Duration.ofMinutes(5));
        }
        MemshareSession used = found(one, first);
        used.setLastAccessedTime(logins.clock.instant());
        used.setAttribute("visit", "2");
        one.save(used);
        assertThat(sessions.of("alice"))
                .extracting(UserSession::handle)
                .containsExactly(logins.handle(first), logins.handle(second));
    }

    @Test
    void aLoginIsDescribedOnceByItsRequest() {
        two.setSessionDescription(request -> Map.of("address", request.getRemoteAddr()));
        MemshareSession anonymous = one.createSession();
        one.save(anonymous);
        MemshareSession session;
        try (ClientRequest request = new ClientRequest(two, anonymous.getId())) {
            request.request.setRemoteAddr("203.0.113.7");
            session = Objects.requireNonNull(request.session());
            session.changeSessionId();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
            two.save(session);
        }
        try (ClientRequest later = new ClientRequest(two, session.getId())) {
            later.request.setRemoteAddr("203.0.113.8");
            later.set("visit", "2");
            MemshareSession changed = found(two, session.getId());
            changed.changeSessionId();
            two.save(changed);
            assertThat(changed.getAttributeNames()).containsExactlyInAnyOrder(PRINCIPAL_NAME_INDEX_NAME, "visit");
        }
        assertThat(new MemshareSessions(one).of("alice"))
                .extracting(UserSession::description)
                .containsExactly(Map.of("address", "203.0.113.7"));
    }

    @Test
    void aDescriptionThatFailsDoesNotPreventALogin() {
        two.setSessionDescription(request -> {
            throw new IllegalStateException("no such device");
        });
        MemshareSession session = two.createSession();
        two.save(session);
        try (ClientRequest request = new ClientRequest(two, session.getId())) {
            request.set(PRINCIPAL_NAME_INDEX_NAME, "alice");
        }
        assertThat(sessions.of("alice"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.description()).isEmpty());
    }

    @Test
    void oneSessionOfAUserEndsByItsHandle() {
        String kept = login(one, "alice");
        String ended = login(one, "alice");
        String other = login(one, "bob");
        assertThat(sessions.end("alice", logins.handle(other))).isFalse();
        assertThat(sessions.end("alice", ended)).as("an id is not a handle").isFalse();
        assertThat(sessions.end("alice", logins.handle(ended))).isTrue();
        assertThat(sessions.end("alice", logins.handle(ended))).isFalse();
        assertThat(one.findById(ended)).isNull();
        assertThat(one.findById(kept)).isNotNull();
        assertThat(one.findById(other)).isNotNull();
    }

    @Test
    void aScanReturnsEverySessionOnceOnWhicheverServerItGoesOn() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            expected.add(logins.handle(login(i % 2 == 0 ? one : two, "user " + i)));
        }
        MemshareSession anonymous = one.createSession();
        one.save(anonymous);
        expected.add(logins.handle(anonymous.getId()));
        logins.cluster.server(0).kill();
        Cluster.awaitNode(logins.app(0), 0, false);
        Cluster.awaitNode(logins.app(1), 0, false);
        List<UserSession> seen = new ArrayList<>();
        List<MemshareSessions> servers = List.of(new MemshareSessions(one), sessions);
        String cursor = null;
        int pages = 0;
        do {
            SessionPage page = servers.get(pages++ % 2).scan(cursor, 20);
            seen.addAll(page.sessions());
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(20);
            cursor = page.next();
        } while (cursor != null);
        assertThat(pages).isEqualTo(6); // each login has left the tombstone of another id
        assertThat(seen).extracting(UserSession::handle).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(seen).filteredOn(session -> session.principal() == null).hasSize(1);
        assertThat(seen).extracting(UserSession::principal).contains("user 0", "user 49");
    }

    @Test
    void aScanWithTooFewNodesFailsAndDoesNotPassForComplete() {
        login(one, "alice");
        for (int i = 0; i < 3; i++) {
            logins.cluster.server(i).kill();
            Cluster.awaitNode(logins.app(1), i, false);
        }
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> sessions.scan(null, 10));
    }

    @Test
    void aScanRefusesWhatIsNoCursorAndPagesWithoutBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> sessions.scan("elsewhere", 10));
        assertThatIllegalArgumentException().isThrownBy(() -> sessions.scan(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> sessions.scan(null, 10_001));
    }

    @Test
    void allSessionsOfAUserEndOnEveryServer() {
        String first = login(one, "alice");
        String second = login(two, "alice");
        String other = login(one, "bob");
        assertThat(sessions.end("alice")).isEqualTo(2);
        assertThat(one.findById(first)).isNull();
        assertThat(one.findById(second)).isNull();
        assertThat(one.findById(other)).isNotNull();
        assertThat(sessions.end("alice")).isZero();
    }

    @Test
    void everySessionButOneEnds() {
        String kept = login(one, "alice");
        String ended = login(two, "alice");
        assertThat(sessions.endOthers(kept)).isEqualTo(1);
        assertThat(one.findById(ended)).isNull();
        assertThat(one.findById(kept)).isNotNull();
        assertThat(sessions.of("alice")).hasSize(1);
    }

    /** A double click: the other session came from the same one, and must not take this one with it. */
    @Test
    void theOtherSessionOfADoubleClickEndsAlone() {
        MemshareSession first = one.createSession();
        one.save(first);
        MemshareSession second = found(two, first.getId());
        for (MemshareSession session : new MemshareSession[] {first, second}) {
            session.changeSessionId();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        }
        one.save(first);
        two.save(second);
        assertThat(sessions.endOthers(second.getId())).isEqualTo(1);
        assertThat(one.findById(first.getId())).isNull();
        assertThat(one.findById(second.getId())).isNotNull();
    }

    @Test
    void aSessionWithoutUserHasNoOthers() {
        MemshareSession session = one.createSession();
        one.save(session);
        login(one, "alice");
        assertThat(sessions.endOthers(session.getId())).isZero();
        assertThat(sessions.endOthers("no session")).isZero();
    }

    /** The request saves its session once more when it ends. */
    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void aRequestThatEndsItsOwnSessionFindsItGone() {
        String own = login(one, "alice");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = found(two, own);
            session.setAttribute("visit", "2");
            two.save(session);
            assertThat(sessions.end("alice")).isEqualTo(1);
            assertThat(two.findById(own)).isNull();
            session.setAttribute("visit", "3");
            two.save(session);
            assertThat(VanishedSession.has(own)).isTrue();
        }
        assertThat(one.findById(own)).isNull();
    }

    @Test
    void manySessionsEnd() {
        for (int i = 0; i < 300; i++) {
            login(i % 2 == 0 ? one : two, "alice");
        }
        assertThat(sessions.end("alice")).isEqualTo(300);
        assertThat(one.findByPrincipalName("alice")).isEmpty();
    }

    @Test
    void nothingIsSaidToHaveEndedWhenNobodyCanTell() {
        login(one, "alice");
        for (int i = 0; i < 3; i++) {
            logins.cluster.server(i).kill();
        }
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> sessions.end("alice"));
    }
}
