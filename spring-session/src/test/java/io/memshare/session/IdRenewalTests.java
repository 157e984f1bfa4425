package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.session.FlushMode;

/** Renewed ids, on two servers with real nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class IdRenewalTests {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @AutoClose
    private final SharedSessions shared = new SharedSessions(3);

    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeEach
    void repositories() {
        shared.clock.reset();
        one = shared.repository(0);
        two = shared.repository(1);
        for (MemshareSessionRepository server : List.of(one, two)) {
            server.setRenewalInterval(INTERVAL);
        }
    }

    private String dueSession() {
        String id = saved(one);
        shared.nobodyUses(id, INTERVAL);
        return id;
    }

    @Test
    void anIdIsRenewedWhenItsTimeHasComeAndNotBefore() {
        String first = saved(one);
        shared.nobodyUses(first, INTERVAL.minusMillis(1));
        assertThat(ClientRequest.touch(two, first)).isEqualTo(first);
        shared.nobodyUses(first, Duration.ofMillis(1));
        String second = ClientRequest.touch(two, first);
        assertThat(second).isNotEqualTo(first).matches("[0-9a-f-]{36}");
        assertThat(attribute(one, second, "name")).isEqualTo("value");
        assertThat(ClientRequest.touch(one, second)).isEqualTo(second);
    }

    @Test
    void theFormerIdLeadsToTheSessionForAMinute() {
        String first = dueSession();
        String second = ClientRequest.touch(one, first);
        shared.nobodyUses(second, SessionTimeouts.OLD_ID.minusMillis(1));
        try (ClientRequest late = new ClientRequest(two, first)) {
            assertThat(late.set("late", "yes")).isEqualTo(second);
        }
        assertThat(attribute(one, second, "late")).isEqualTo("yes");
        shared.nobodyUses(second, Duration.ofSeconds(1)); // a timestamp may be ahead of the clock a little
        assertThat(two.findById(first)).isNull();
        assertThat(two.findById(second)).isNotNull();
    }

    @Test
    void aRequestInFlightSavesUnderTheFormerIdHoweverLate() {
        String first = dueSession();
        MemshareSession inFlight = SharedSessions.found(two, first);
        String second = ClientRequest.touch(one, first);
        shared.nobodyUses(second, SessionTimeouts.OLD_ID.multipliedBy(2));
        inFlight.setAttribute("late", "yes");
        two.save(inFlight);
        assertThat(attribute(one, second, "late")).isEqualTo("yes");
    }

    @Test
    void anAsyncDispatchFindsItsSessionAfterTheMinute() {
        String first = dueSession();
        String second;
        try (ClientRequest poll = new ClientRequest(two, first)) {
            MemshareSession session = Objects.requireNonNull(poll.session());
            RequestMemo memo = Objects.requireNonNull(RequestMemo.current());
            second = ClientRequest.touch(one, first);
            shared.nobodyUses(second, SessionTimeouts.OLD_ID.multipliedBy(2));
            assertThat(memo.next().renew(session.getId())).isTrue();
            session.setAttribute("answer", "late");
            two.save(session);
        }
        assertThat(attribute(one, second, "answer")).isEqualTo("late");
    }

    @Test
    void aStormOfRequestsRenewsAnIdOnceAndLosesNoChange() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int trial = 0; trial < 10; trial++) {
                String first = dueSession();
                CyclicBarrier found = new CyclicBarrier(8);
                List<Future<String>> requests = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String name = "by " + i;
                    MemshareSessionRepository server = i % 2 == 0 ? one : two;
                    requests.add(threads.submit(() -> {
                        try (ClientRequest request = new ClientRequest(server, first)) {
                            MemshareSession session = Objects.requireNonNull(request.session());
                            session.setAttribute(name, "yes");
                            found.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
                            server.save(session);
                            return session.getId();
                        }
                    }));
                }
                Set<String> ids = new HashSet<>();
                for (Future<String> request : requests) {
                    ids.add(request.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS));
                }
                assertThat(ids).hasSize(1).doesNotContain(first);
                MemshareSession session =
                        SharedSessions.found(two, ids.iterator().next());
                assertThat(session.getAttributeNames())
                        .contains("by 0", "by 1", "by 2", "by 3", "by 4", "by 5", "by 6", "by 7");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anIdThatALoginHasLeftLeadsNowhere() {
        String first = saved(one);
        MemshareSession session = SharedSessions.found(one, first);
        session.setAttribute("SPRING_SECURITY_CONTEXT", "user");
        String second = session.changeSessionId();
        one.save(session);
        assertThat(two.findById(first)).isNull();
        assertThat(two.findById(second)).isNotNull();
    }

    @Test
    void aLoginAfterARenewalIsNotFoundUnderTheFormerIds() {
        String first = dueSession();
        String second = ClientRequest.touch(one, first);
        MemshareSession session = SharedSessions.found(one, second);
        session.setAttribute("SPRING_SECURITY_CONTEXT", "user");
        session.changeSessionId();
        one.save(session);
        assertThat(two.findById(second)).isNull();
        assertThat(two.findById(first)).isNull();
    }

    @Test
    void aLogoutUnderTheFormerIdEndsTheSession() {
        String first = dueSession();
        String second = ClientRequest.touch(one, first);
        two.deleteById(first);
        assertThat(one.findById(second)).isNull();
        assertThat(one.findById(first)).isNull();
    }

    @Test
    void anIdIsKeptWhereTheClientCannotBeTold() {
        String first = dueSession();
        one.save(SharedSessions.found(one, first));
        try (ClientRequest committed = new ClientRequest(one, first)) {
            committed.response.setCommitted(true);
            assertThat(committed.set("late", "yes")).isEqualTo(first);
        }
        String another = saved(one);
        try (ClientRequest other = new ClientRequest(one, another)) {
            one.save(SharedSessions.found(one, first));
            assertThat(other.sent).isEmpty();
        }
        assertThat(two.findById(first)).isNotNull();
    }

    @Test
    void aSessionFromBeforeTheSettingGetsASeedAndThenAnotherId() {
        String first = saved(shared.repository(0));
        shared.nobodyUses(first, INTERVAL);
        assertThat(ClientRequest.touch(two, first)).isEqualTo(first);
        assertThat(SharedSessions.found(one, first).getAttributeNames()).containsExactly("name");
        String second = ClientRequest.touch(one, first);
        assertThat(second).isNotEqualTo(first);
        assertThat(attribute(two, second, "name")).isEqualTo("value");
    }

    @Test
    void aFailedRenewalIsRepeated() {
        String first = dueSession();
        try (ClientRequest request = new ClientRequest(one, first)) {
            MemshareSession session = Objects.requireNonNull(request.session());
            session.setAttribute("wrong", new Object());
            assertThatThrownBy(() -> one.save(session)).isInstanceOf(AttributeSerializationException.class);
            one.save(session);
            assertThat(session.getId()).isNotEqualTo(first);
            assertThat(attribute(two, session.getId(), "name")).isEqualTo("value");
        }
    }

    /** The answer with the next id could come long after that of the request that writes in between. */
    @Test
    void anIdIsRenewedAtTheEndOfTheRequestOnly() {
        one.setFlushMode(FlushMode.IMMEDIATE);
        String first = dueSession();
        try (ClientRequest request = new ClientRequest(one, first)) {
            MemshareSession session = Objects.requireNonNull(request.session());
            session.setAttribute("name", "other");
            assertThat(session.getId()).isEqualTo(first);
            assertThat(attribute(two, first, "name")).isEqualTo("other");
            one.save(session);
            assertThat(session.getId()).isNotEqualTo(first);
        }
    }

    /** Its cookie would take the place of that of the login, whose answer may have come before. */
    @Test
    void theNextIdIsNotSentAfterALoginAtTheSameTime() {
        String first = dueSession();
        try (ClientRequest late = new ClientRequest(one, first)) {
            MemshareSession session = Objects.requireNonNull(late.session());
            MemshareSession login = SharedSessions.found(two, first);
            login.changeSessionId();
            two.save(login);
            one.save(session);
            assertThat(session.getId()).isNotEqualTo(first);
            assertThat(VanishedSession.has(session.getId())).isTrue();
            assertThat(two.findById(login.getId())).isNotNull();
        }
    }
}
