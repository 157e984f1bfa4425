package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user with the maximum of sessions is refused until one has ended, on three servers and while nodes fail. */
class RefusedLoginsTests {

    private static final int TRIALS = Integer.getInteger("memshare.maximum.trials", 40);
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
        for (IndexedMemshareSessionRepository server : servers) {
            server.setMaximumSessions(maximum);
            server.setWhenFull(WhenFull.REFUSE_LOGIN);
        }
    }

    /** A login as Spring Security does it: admitted first, then the session gets another id and a user. */
    @SuppressWarnings("try") // the scope is there to be closed
    private static @Nullable String login(IndexedMemshareSessionRepository server, String user) {
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession anonymous = server.createSession();
            server.save(anonymous);
            MemshareSession session = found(server, anonymous.getId());
            try {
                server.admitLogin(user);
            } catch (LoginRefusedException ex) {
                return null;
            }
            session.changeSessionId();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, user);
            server.save(session);
            return VanishedSession.has(session.getId()) ? null : session.getId();
        }
    }

    private static String accepted(IndexedMemshareSessionRepository server, String user) {
        return Objects.requireNonNull(login(server, user), "refused");
    }

    private List<String> loginsAtOnce(String user) throws Exception {
        return Logins.atOnce(AT_ONCE, users, servers, user, RefusedLoginsTests::login);
    }

    private void exactly(int maximum) throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            String user = "user" + trial;
            List<String> ids = loginsAtOnce(user);
            IndexedMemshareSessionRepository judge = servers.get(trial % servers.size());
            assertThat(ids).as("trial %s", trial).hasSize(maximum);
            assertThat(judge.findByPrincipalName(user)).containsOnlyKeys(logins.handles(ids));
            assertThat(login(judge, user)).isNull();
            judge.deleteById(ids.get(0));
            assertThat(login(servers.get((trial + 1) % servers.size()), user)).isNotNull();
        }
    }

    @Test
    void oneOfSixLoginsAtOnceIsAccepted() throws Exception {
        start(1);
        exactly(1);
    }

    @Test
    void threeOfSixLoginsAtOnceAreAccepted() throws Exception {
        start(3);
        exactly(3);
    }

    @Test
    void aNodeThatDiesChangesNothing() throws Exception {
        start(1);
        logins.cluster.server(1).kill();
        exactly(1);
    }

    @Test
    void aNodeThatHangsChangesNothing() throws Exception {
        start(1);
        logins.cluster.server(2).freeze();
        exactly(1);
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
                exactly(1);
            }
        }
    }

    @Test
    void aRefusedLoginLeavesNothing() {
        start(1);
        String first = accepted(servers.get(0), "alice");
        for (IndexedMemshareSessionRepository server : servers) {
            assertThat(login(server, "alice")).isNull();
        }
        assertThat(servers.get(1).findByPrincipalName("alice")).containsOnlyKeys(logins.handle(first));
        assertThat(servers.get(1)
                        .entries()
                        .read(PRINCIPAL_NAME_INDEX_NAME, "alice")
                        .entries())
                .hasSize(1);
    }

    @Test
    void theNextLoginIsAcceptedAfterALogoutAndAfterTheEndOfAll() {
        start(2);
        String first = accepted(servers.get(0), "alice");
        String second = accepted(servers.get(1), "alice");
        assertThat(login(servers.get(2), "alice")).isNull();
        servers.get(1).deleteById(first);
        accepted(servers.get(0), "alice");
        assertThat(login(servers.get(1), "alice")).isNull();
        new MemshareSessions(servers.get(2)).end("alice");
        accepted(servers.get(0), "alice");
        accepted(servers.get(1), "alice");
        assertThat(login(servers.get(2), "alice")).isNull();
        assertThat(servers.get(0).findById(second)).isNull();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void aLoginThatFailsAfterItWasAdmittedHoldsNoPlace() {
        start(1);
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            servers.get(0).admitLogin("alice");
        }
        accepted(servers.get(1), "alice");
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void aSessionMayLogInAnewAndChangeItsId() {
        start(1);
        String id = accepted(servers.get(0), "alice");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = found(servers.get(1), id);
            servers.get(1).admitLogin("alice");
            session.changeSessionId();
            session.setAttribute("visit", "2");
            servers.get(1).save(session);
            id = session.getId();
        }
        assertThat(servers.get(2).findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
        assertThat(login(servers.get(2), "alice")).isNull();
    }

    /** Without a request, or with code that logs in by itself. */
    @Test
    void aLoginThatWasNotAdmittedIsRefusedWhenItIsSaved() {
        start(1);
        accepted(servers.get(0), "alice");
        MemshareSession session = servers.get(1).createSession();
        servers.get(1).save(session);
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        assertThatExceptionOfType(LoginRefusedException.class)
                .isThrownBy(() -> servers.get(1).save(session))
                .satisfies(refused -> assertThat(refused.maximum()).isEqualTo(1))
                .withMessageContaining("has 1 session already");
        session.setAttribute("error", "shown");
        servers.get(1).save(session);
        assertThat(found(servers.get(2), session.getId()).getAttributeNames()).containsExactly("error");
        assertThat(servers.get(2).findByPrincipalName("alice")).hasSize(1);
    }

    /** Others no longer wait for its session, so it must not be saved without another look. */
    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void aLoginThatStoppedAfterItWasAdmittedIsAdmittedAnew() {
        start(1);
        AtomicLong nanos = new AtomicLong();
        Memshare app = logins.cluster.app(logins.cluster.settings(), logins.clock);
        RepositoryParts parts = RepositoryParts.withHandles(app);
        IndexedMemshareSessionRepository stopped = new IndexedMemshareSessionRepository(
                new RepositoryParts(
                        parts.keys(),
                        parts.retention(),
                        parts.store(),
                        parts.notBefore(),
                        parts.timestamps(),
                        parts.clock(),
                        nanos::get),
                app,
                SharedSessions.VALUES);
        stopped.setMaximumSessions(1);
        stopped.setWhenFull(WhenFull.REFUSE_LOGIN);
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            stopped.admitLogin("alice");
            assertThat(login(servers.get(0), "alice")).isNull();
            logins.clock.advance(Duration.ofSeconds(61));
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            accepted(servers.get(0), "alice");
            MemshareSession session = stopped.createSession();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
            assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> stopped.save(session));
        }
        assertThat(servers.get(1).findByPrincipalName("alice")).hasSize(1);
    }
}
