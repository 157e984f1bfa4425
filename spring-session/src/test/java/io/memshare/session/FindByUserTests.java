package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Cluster;
import io.memshare.testkit.Hang;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions are found by their user, on all servers alike, and what was found is the truth. */
class FindByUserTests {

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    @Test
    void anotherServerFindsTheSessionsOfAUserAndNoOthers() {
        String first = login(one, "alice");
        String second = login(two, "alice");
        login(one, "bob");
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(first), logins.handle(second));
        assertThat(one.findByPrincipalName("carol")).isEmpty();
    }

    @Test
    void aFoundSessionHasItsAttributesButNotItsId() {
        String id = login(one, "alice");
        MemshareSession session =
                two.findByPrincipalName("alice").values().iterator().next();
        assertThat(session.<String>getAttribute(PRINCIPAL_NAME_INDEX_NAME)).isEqualTo("alice");
        assertThat(session.getAttributeNames()).containsExactly(PRINCIPAL_NAME_INDEX_NAME);
        assertThat(session.getId()).isEqualTo(logins.handle(id)).doesNotContain(id);
    }

    @Test
    void neitherUserNorIdIsInAKeyNorAnIdInAnIndex() {
        String id = login(one, "alice");
        for (int i = 0; i < logins.cluster.size(); i++) {
            assertThat(logins.cluster.server(i).keys()).noneMatch(key -> key.contains("alice") || key.contains(id));
            assertThat(logins.indexKeys(i)).hasSize(1);
            byte[] index = logins.cluster
                    .server(i)
                    .value(logins.indexKeys(i).iterator().next());
            assertThat(new String(index, StandardCharsets.ISO_8859_1))
                    .doesNotContain("alice")
                    .doesNotContain(id);
        }
    }

    @Test
    void aHandleLeadsToTheSession() {
        String id = login(one, "alice");
        MemshareSession session = found(two, logins.handle(id));
        session.setAttribute("marked", "yes");
        two.save(session);
        assertThat(found(one, id).<String>getAttribute("marked")).isEqualTo("yes");
        two.deleteById(logins.handle(id));
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void aHandleLeadsNowhereWithoutIndex() {
        String id = login(one, "alice");
        assertThat(Cluster.repository(logins.cluster.app()).findById(logins.handle(id)))
                .isNull();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void theSessionOfTheRequestHasItsId() {
        String id = login(one, "alice");
        String other = login(two, "alice");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            found(one, id);
            assertThat(one.findByPrincipalName("alice")).containsOnlyKeys(id, logins.handle(other));
        }
    }

    @Test
    void aChangeOfIdLeavesTheSessionFoundOnce() {
        MemshareSession session = found(one, login(one, "alice"));
        session.changeSessionId();
        one.save(session);
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(session.getId()));
    }

    @Test
    void aSessionThatEndedIsNotFoundAndItsEntryIsDropped() {
        String ended = login(one, "alice");
        String kept = login(one, "alice");
        two.deleteById(ended);
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(kept));
        await().atMost(Hang.LIMIT)
                .untilAsserted(() -> assertThat(index(0)).contains(name(kept)).doesNotContain(name(ended)));
    }

    private String index(int node) {
        byte[] bytes = logins.cluster
                .server(node)
                .value(logins.indexKeys(node).iterator().next());
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** In the map of entries a name comes after the number of its characters. */
    private String name(String id) {
        return (char) 43 + SessionHandle.name(logins.handle(id));
    }

    @Test
    void aSessionThatExpiredIsNotFound() {
        String id = login(one, "alice");
        logins.clock.advance(Duration.ofMinutes(31));
        StoredCopies.of(logins.cluster, id).age(Duration.ofSeconds(1850));
        assertThat(two.findByPrincipalName("alice")).isEmpty();
    }

    @Test
    void aSessionOfAnotherUserIsFoundByThatOneOnly() {
        MemshareSession session = found(one, login(one, "alice"));
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "bob");
        one.save(session);
        assertThat(two.findByPrincipalName("alice")).isEmpty();
        assertThat(two.findByPrincipalName("bob")).hasSize(1);
    }

    @Test
    void aSessionWithoutUserIsNotFound() {
        MemshareSession session = found(one, login(one, "alice"));
        session.removeAttribute(PRINCIPAL_NAME_INDEX_NAME);
        one.save(session);
        assertThat(two.findByPrincipalName("alice")).isEmpty();
    }

    @Test
    void aLoginOfARequestInFlightUnderAnOldIdIsFound() {
        MemshareSession anonymous = one.createSession();
        one.save(anonymous);
        MemshareSession inFlight = found(two, anonymous.getId());
        anonymous.changeSessionId();
        one.save(anonymous);
        inFlight.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        two.save(inFlight);
        assertThat(one.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(anonymous.getId()));
    }

    @Test
    void everySessionOfADoubleClickIsFound() {
        MemshareSession first = one.createSession();
        one.save(first);
        MemshareSession second = found(two, first.getId());
        first.changeSessionId();
        first.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        second.changeSessionId();
        second.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        one.save(first);
        two.save(second);
        assertThat(one.findByPrincipalName("alice"))
                .containsOnlyKeys(logins.handle(first.getId()), logins.handle(second.getId()));
    }

    @Test
    void otherValuesAreFoundAsAnIndexResolverSays() {
        for (IndexedMemshareSessionRepository server : List.of(one, two)) {
            server.setIndexResolver(session -> {
                String tenant = session.getAttribute("tenant");
                return tenant == null ? Map.of() : Map.of("tenant", tenant);
            });
        }
        MemshareSession session = one.createSession();
        session.setAttribute("tenant", "acme");
        one.save(session);
        assertThat(two.findByIndexNameAndIndexValue("tenant", "acme")).hasSize(1);
        assertThat(two.findByPrincipalName("acme")).isEmpty();
    }

    @Test
    void loginsAtTheSameTimeOnTwoServersAreAllFound() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> open = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                IndexedMemshareSessionRepository server = i % 2 == 0 ? one : two;
                open.add(users.submit(() -> login(server, "alice")));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> login : open) {
                ids.add(login.get());
            }
            assertThat(one.findByPrincipalName("alice").keySet()).isEqualTo(logins.handles(ids));
        } finally {
            users.shutdownNow();
        }
    }
}
