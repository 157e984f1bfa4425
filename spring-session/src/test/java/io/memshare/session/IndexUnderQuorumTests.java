package io.memshare.session;

import static io.memshare.session.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The index, its maximum and the end of all sessions when each of three servers reaches a different majority. */
class IndexUnderQuorumTests {

    private static final int TRIALS = Integer.getInteger("memshare.maximum.trials", 30);

    private final Cluster cluster = Cluster.of(3);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<List<FaultProxy>> links = new ArrayList<>();
    private final List<IndexedMemshareSessionRepository> servers = new ArrayList<>();

    IndexUnderQuorumTests() throws IOException {
        for (int i = 0; i < 3; i++) {
            servers.add(server());
        }
    }

    private IndexedMemshareSessionRepository server() throws IOException {
        MemshareSettings settings =
                cluster.settings().toBuilder().consistency(Consistency.QUORUM).build();
        List<FaultProxy> own = new ArrayList<>();
        Map<NodeAddress, NodeAddress> ways = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            FaultProxy link = FaultProxy.inFrontOf(cluster.server(i));
            own.add(link);
            opened.add(link);
            ways.put(settings.nodes().get(i), NodeAddress.parse(link.address()));
        }
        links.add(own);
        Memshare app = Memshare.open(settings, InstantSource.system(), RedirectingDialer.by(ways));
        opened.add(0, app);
        await().atMost(Hang.LIMIT).until(() -> app.completeNodes().size() == 3);
        return new IndexedMemshareSessionRepository(app, SharedSessions.VALUES);
    }

    /** Each server is cut off from a node of its own. */
    private void cutEach() {
        for (int i = 0; i < 3; i++) {
            links.get(i).get(i).cut();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        cluster.close();
    }

    @Test
    void anotherMajorityFindsALoginAndItsEnd() {
        cutEach();
        String first = login(servers.get(0), "alice");
        String second = login(servers.get(1), "alice");
        assertThat(servers.get(2).findByPrincipalName("alice")).hasSize(2);
        assertThat(new MemshareSessions(servers.get(2)).end("alice")).isEqualTo(2);
        await().atMost(Hang.LIMIT)
                .until(() -> servers.stream()
                        .allMatch(server -> server.findById(first) == null && server.findById(second) == null));
        String after = login(servers.get(1), "alice");
        assertThat(servers.get(0).findById(after)).isNotNull();
    }

    @Test
    void theNewestOfLoginsAtOnceStays() throws Exception {
        servers.forEach(server -> server.setMaximumSessions(1));
        cutEach();
        assertThat(mostLiving(false)).isEqualTo(1);
    }

    @Test
    void oneOfLoginsAtOnceIsAccepted() throws Exception {
        servers.forEach(server -> {
            server.setMaximumSessions(1);
            server.setWhenFull(WhenFull.REFUSE_LOGIN);
        });
        cutEach();
        assertThat(mostLiving(true)).isEqualTo(1);
    }

    private int mostLiving(boolean refuse) throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(3);
        int most = 0;
        try {
            for (int trial = 0; trial < TRIALS; trial++) {
                String user = "user" + trial;
                List<Callable<Boolean>> tasks = new ArrayList<>();
                for (IndexedMemshareSessionRepository server : servers) {
                    tasks.add(() -> accepts(server, user, refuse));
                }
                for (Future<Boolean> login : users.invokeAll(tasks)) {
                    login.get();
                }
                int living = servers.get(trial % 3).findByPrincipalName(user).size();
                assertThat(living).as("trial %s", trial).isNotZero();
                most = Math.max(most, living);
            }
        } finally {
            users.shutdownNow();
        }
        return most;
    }

    private static boolean accepts(IndexedMemshareSessionRepository server, String user, boolean refuse) {
        try {
            login(server, user);
            return true;
        } catch (LoginRefusedException ex) {
            assertThat(refuse).isTrue();
            return false;
        }
    }

    @Test
    void withoutAMajorityNothingIsSaidToHaveEnded() {
        login(servers.get(0), "alice");
        links.get(0).get(0).cut();
        links.get(0).get(1).cut();
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> new MemshareSessions(servers.get(0)).end("alice"));
        assertThat(servers.get(1).findByPrincipalName("alice")).hasSize(1);
    }
}
