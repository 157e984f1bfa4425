package io.memshare.session;

import static io.memshare.session.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The maximum of sessions of a user holds when logins arrive at three servers at once. */
class MaximumSessionsTests {

    private static final int TRIALS = Integer.getInteger("memshare.maximum.trials", 60);
    private static final int AT_ONCE = 6;

    private final Logins logins = Logins.on(3);
    private final List<IndexedMemshareSessionRepository> servers = new ArrayList<>();
    private final ExecutorService users = Executors.newFixedThreadPool(AT_ONCE);

    @AfterEach
    void stop() {
        users.shutdownNow();
        logins.close();
    }

    private void start(int maximum) {
        for (int i = servers.size(); i < 3; i++) {
            servers.add(logins.server());
        }
        servers.forEach(server -> server.setMaximumSessions(maximum));
    }

    private List<String> loginsAtOnce(String user) throws Exception {
        return Logins.atOnce(AT_ONCE, users, servers, user, Logins::login);
    }

    private void neverMoreThan(int maximum) throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            String user = "user" + trial;
            List<String> ids = loginsAtOnce(user);
            IndexedMemshareSessionRepository judge = servers.get(trial % servers.size());
            long living = ids.stream().filter(id -> judge.findById(id) != null).count();
            assertThat(living).as("trial %s", trial).isEqualTo(maximum);
            assertThat(judge.findByPrincipalName(user)).hasSize(maximum);
        }
    }

    @Test
    void oneOfSixLoginsAtOnceStays() throws Exception {
        start(1);
        neverMoreThan(1);
    }

    @Test
    void threeOfSixLoginsAtOnceStay() throws Exception {
        start(3);
        neverMoreThan(3);
    }

    @Test
    void aNodeThatDiesChangesNothing() throws Exception {
        start(1);
        logins.cluster.server(1).kill();
        neverMoreThan(1);
    }

    @Test
    void aNodeThatHangsChangesNothing() throws Exception {
        start(1);
        logins.cluster.server(2).freeze();
        neverMoreThan(1);
    }

    @Test
    void aNodeThatIsCutOffFromOneServerChangesNothing() throws Exception {
        NodeAddress node = logins.cluster.settings().nodes().get(0);
        try (FaultProxy proxy = FaultProxy.inFrontOf(logins.cluster.server(0))) {
            RedirectingDialer dialer = RedirectingDialer.by(Map.of(node, NodeAddress.parse(proxy.address())));
            start(1);
            try (Memshare app = Memshare.open(logins.cluster.settings(), InstantSource.system(), dialer)) {
                servers.set(0, new IndexedMemshareSessionRepository(app, SharedSessions.VALUES));
                start(1);
                await().atMost(Hang.LIMIT).until(() -> app.completeNodes().size() == 3);
                proxy.cut();
                neverMoreThan(1);
            }
        }
    }

    @Test
    void theNewestLoginStays() {
        start(2);
        String first = login(servers.get(0), "alice");
        String second = login(servers.get(1), "alice");
        String third = login(servers.get(2), "alice");
        assertThat(servers.get(0).findByPrincipalName("alice"))
                .containsOnlyKeys(logins.handle(second), logins.handle(third));
        assertThat(servers.get(1).findById(first)).isNull();
    }

    @Test
    void sessionsThatEndedAndOtherUsersDoNotCount() {
        start(2);
        String kept = login(servers.get(0), "alice");
        for (int i = 0; i < 3; i++) {
            servers.get(1).deleteById(login(servers.get(0), "alice"));
            login(servers.get(0), "user" + i);
        }
        String last = login(servers.get(2), "alice");
        assertThat(servers.get(0).findByPrincipalName("alice"))
                .containsOnlyKeys(logins.handle(kept), logins.handle(last));
    }

    @Test
    void aDoubleClickAndAChangeOfIdAreNoFurtherSession() {
        start(1);
        MemshareSession first = servers.get(0).createSession();
        servers.get(0).save(first);
        MemshareSession second = SharedSessions.found(servers.get(1), first.getId());
        for (MemshareSession session : List.of(first, second)) {
            session.changeSessionId();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        }
        servers.get(0).save(first);
        servers.get(1).save(second);
        second.changeSessionId();
        servers.get(1).save(second);
        assertThat(servers.get(2).findById(first.getId())).isNotNull();
        assertThat(servers.get(2).findById(second.getId())).isNotNull();
    }

    @Test
    void aSurplusLoginGetsNoCookie() {
        start(1);
        MemshareSession late = servers.get(0).createSession();
        late.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        servers.get(0).save(late);
        login(servers.get(1), "alice");
        late.setAttribute("more", "value");
        servers.get(0).save(late);
        assertThat(VanishedSession.has(late.getId())).isTrue();
    }
}
