package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The absolute timeout, the timeout before a login and the sliding cookie, on two servers with real nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class SessionLifetimeTests {

    private static final long GRACE = 60;
    private static final String LOGIN = "SPRING_SECURITY_CONTEXT";

    private SharedSessions shared;
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeAll
    void start() {
        shared = new SharedSessions(3);
    }

    @AfterAll
    void stop() {
        shared.close();
    }

    @BeforeEach
    void repositories() {
        shared.clock.reset();
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private void assertKept(String id, long seconds) {
        assertThat(shared.copies(id).secondsLeft()).hasSize(3).allMatch(left -> left <= seconds && left > seconds - 50);
    }

    @Test
    void aSessionInUseEndsAfterItsAbsoluteTimeout() {
        two.setAbsoluteTimeout(Duration.ofHours(1));
        String id = saved(one);
        for (int i = 0; i < 3; i++) {
            shared.nobodyUses(id, Duration.ofMinutes(15));
            ClientRequest.touch(one, id);
        }
        shared.clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(two.findById(id)).isNotNull();
        shared.clock.advance(Duration.ofMillis(1));
        assertThat(two.findById(id)).isNull();
        assertThat(one.findById(id)).as("where it is off").isNotNull();
    }

    @Test
    void aChangeOfIdDoesNotProlongTheAbsoluteTimeout() {
        two.setAbsoluteTimeout(Duration.ofHours(1));
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(20));
        MemshareSession session = found(one, id);
        session.setLastAccessedTime(shared.now());
        String next = session.changeSessionId();
        one.save(session);
        shared.nobodyUses(next, Duration.ofMinutes(20));
        ClientRequest.touch(one, next);
        shared.clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(two.findById(next)).isNotNull();
        shared.clock.advance(Duration.ofMillis(1));
        assertThat(two.findById(next)).isNull();
    }

    @Test
    void nodesKeepASessionWithoutALoginForAShortTime() {
        one.setAnonymousTimeout(Duration.ofMinutes(5));
        two.setAnonymousTimeout(Duration.ofMinutes(5));
        String id = saved(one);
        assertKept(id, 300 + GRACE);
        assertThat(found(two, id).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
        shared.nobodyUses(id, Duration.ofMinutes(5).minusSeconds(2));
        assertThat(two.findById(id)).isNotNull();
        shared.nobodyUses(id, Duration.ofSeconds(10));
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void aLoginGivesASessionItsUsualTimeAndALogoutTakesIt() {
        one.setAnonymousTimeout(Duration.ofMinutes(5));
        two.setAnonymousTimeout(Duration.ofMinutes(5));
        String id = saved(one);
        MemshareSession session = found(two, id);
        session.setAttribute(LOGIN, "user");
        String login = session.changeSessionId();
        two.save(session);
        assertKept(login, 1800 + GRACE);
        shared.nobodyUses(login, Duration.ofMinutes(20));
        MemshareSession used = found(one, login);
        used.removeAttribute(LOGIN);
        used.setLastAccessedTime(shared.now());
        one.save(used);
        assertKept(login, 300 + GRACE);
    }

    @Test
    void aCookieThatIsDueIsSentUnlessTheResponseIsCommitted() {
        one.setSlidingCookie(Duration.ofMinutes(16));
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(2));
        try (ClientRequest request = new ClientRequest(one, id)) {
            request.response.setCommitted(true);
            MemshareSession session = found(one, id);
            one.save(session);
            assertThat(request.sent).isEmpty();
        }
        try (ClientRequest request = new ClientRequest(one, id)) {
            request.set("name", "other");
            assertThat(request.sent).containsExactly(id);
        }
    }

    @Test
    void namesOfOwnDataAreReserved() {
        MemshareSession session = one.createSession();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.setAttribute(HiddenAttributes.RENEWAL, "known"))
                .withMessageContaining("reserved");
        assertThat(session.<Object>getAttribute(HiddenAttributes.RENEWAL)).isNull();
    }
}
