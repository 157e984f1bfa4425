package io.memshare.session;

import static io.memshare.session.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.index.IndexRead;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of a user whose ids are renewed: handles from before still lead to them, and the index does not grow. */
class RenewedIdsInIndexTests {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    @BeforeEach
    void renew() {
        one.setRenewalInterval(INTERVAL);
        two.setRenewalInterval(INTERVAL);
    }

    private String renewed(String id) {
        logins.clock.advance(INTERVAL.plusSeconds(1)); // a timestamp may be ahead of the clock a little
        String next = ClientRequest.touch(one, id);
        assertThat(next).isNotEqualTo(id);
        return next;
    }

    private IndexRead.Entries entries() {
        return two.entries().read(PRINCIPAL_NAME_INDEX_NAME, "alice");
    }

    @Test
    void aHandleFromBeforeARenewalEndsTheSession() {
        String id = login(one, "alice");
        String kept = login(one, "alice");
        String renewed = renewed(renewed(id));
        MemshareSessions sessions = new MemshareSessions(two);
        assertThat(sessions.end("bob", logins.handle(id))).isFalse();
        assertThat(sessions.end("alice", logins.handle(id))).isTrue();
        assertThat(two.findById(renewed)).isNull();
        assertThat(one.findById(renewed)).isNull();
        assertThat(one.findById(kept)).isNotNull();
        assertThat(sessions.end("alice", logins.handle(id))).isFalse();
    }

    @Test
    void aHandleFromBeforeTheLoginOfAnotherUserEndsNothing() {
        MemshareSession session = SharedSessions.found(one, login(one, "alice"));
        String handle = logins.handle(session.getId());
        session.changeSessionId();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "bob");
        one.save(session);
        assertThat(new MemshareSessions(two).end("alice", handle)).isFalse();
        assertThat(one.findById(session.getId())).isNotNull();
    }

    @Test
    void twoHundredRenewalsLeaveFewEntries() {
        String id = login(one, "alice");
        for (int i = 0; i < 200; i++) {
            id = renewed(id);
        }
        assertThat(entries().entries()).hasSizeLessThan(20);
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
        assertThat(new MemshareSessions(two).end("alice")).isEqualTo(1);
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void anIndexThatIsFullDropsTheIdsThatWereLeft() {
        String id = login(one, "alice");
        String other = login(one, "alice");
        id = renewed(renewed(id));
        assertThat(two.entries().withoutGone(entries()).entries())
                .as("an id that was just left")
                .hasSize(4);
        logins.clock.advance(Duration.ofMinutes(10));
        assertThat(two.entries().withoutGone(entries()).entries().keySet().stream()
                        .map(SessionHandle::of))
                .containsExactlyInAnyOrder(logins.handle(id), logins.handle(other));
    }
}
