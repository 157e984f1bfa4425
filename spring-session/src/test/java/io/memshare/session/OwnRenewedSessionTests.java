package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.seal.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The session of a request whose id another request has renewed long ago, and the other sessions of its user. */
class OwnRenewedSessionTests {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @AutoClose
    private final SharedSessions shared =
            new SharedSessions(1, Sealing.NONE, Sealing.NONE, IndexedMemshareSessionRepository::new);

    private final IndexedMemshareSessionRepository one = (IndexedMemshareSessionRepository) shared.repository(0);
    private final IndexedMemshareSessionRepository two = (IndexedMemshareSessionRepository) shared.repository(1);

    @BeforeEach
    void renewIds() {
        for (MemshareSessionRepository server : List.of(one, two)) {
            server.setRenewalInterval(INTERVAL);
        }
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void isStillItsOwn() {
        String first = saved(one, PRINCIPAL_NAME_INDEX_NAME, "alice");
        shared.nobodyUses(first, INTERVAL);
        String other = saved(one, PRINCIPAL_NAME_INDEX_NAME, "alice");
        MemshareSessions sessions = new MemshareSessions(two);
        String second;
        try (ClientRequest poll = new ClientRequest(two, first)) {
            MemshareSession session = Objects.requireNonNull(poll.session());
            poll.response.setCommitted(true); // the client of a stream cannot be told another id
            RequestMemo memo = Objects.requireNonNull(RequestMemo.current());
            second = ClientRequest.touch(one, first);
            shared.nobodyUses(second, SessionTimeouts.OLD_ID.multipliedBy(2));
            RequestMemo next = memo.next();
            try (RequestMemo.Scope dispatch = next.open()) {
                assertThat(next.renew(session.getId())).isTrue();
                assertThat(sessions.of("alice"))
                        .hasSize(2)
                        .filteredOn(UserSession::current)
                        .hasSize(1);
                assertThat(two.findByPrincipalName("alice")).containsKey(first);
                assertThat(sessions.endOthers(session.getId())).isEqualTo(1);
            }
        }
        assertThat(found(one, second).getAttributeNames()).isNotEmpty();
        assertThat(one.findById(other)).isNull();
    }
}
