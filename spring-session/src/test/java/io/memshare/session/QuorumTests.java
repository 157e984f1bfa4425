package io.memshare.session;

import static io.memshare.Cluster.COMPLETE;
import static io.memshare.Cluster.INCOMPLETE;
import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static io.memshare.Cluster.voucher;
import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.memcached.Transport;
import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A majority of three real memcached processes answers, or nobody does. */
class QuorumTests {

    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    private final Cluster cluster = Cluster.of(3);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        cluster.close();
    }

    private MemshareSettings settings() {
        return cluster.impatientSettings().toBuilder()
                .consistency(Consistency.QUORUM)
                .build();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    /** Ways of one application server to the nodes, each of which can be cut without the other servers' ways. */
    private final class Ways implements Dialer {

        private final Map<NodeAddress, FaultProxy> proxies = new HashMap<>();
        private final Dialer dialer;

        Ways() throws IOException {
            for (int i = 0; i < cluster.size(); i++) {
                FaultProxy proxy = FaultProxy.inFrontOf(cluster.server(i));
                opened.add(proxy);
                proxies.put(NodeAddress.parse(cluster.server(i).address()), proxy);
            }
            dialer = new Transport(settings()::security, System::nanoTime).dialer(InstantSource.system());
        }

        private FaultProxy to(int index) {
            return proxies.get(NodeAddress.parse(cluster.server(index).address()));
        }

        @Override
        public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
            return dialer.dial(NodeAddress.parse(proxies.get(address).address()), timeout, listener);
        }

        @Override
        public void close() {
            dialer.close();
        }
    }

    private Memshare app(Ways ways) {
        Memshare app = Memshare.open(settings(), InstantSource.system(), ways);
        opened.add(0, app);
        return app;
    }

    private static int increment(MemshareSessionRepository repository, String id) {
        MemshareSession session = ReplicationTests.found(repository, id);
        int visits = Integer.parseInt(session.getAttribute("visit")) + 1;
        session.setAttribute("visit", String.valueOf(visits));
        repository.save(session);
        return visits;
    }

    private static void refuses(MemshareSessionRepository repository, String id) {
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> increment(repository, id))
                .withMessageContaining("of 3 (2 are needed) nodes");
    }

    /** The one counter of a session is incremented on both sides of a cut between a host and two others. */
    @Test
    void oneSideOfACutCountsAndTheOtherOneRefuses() throws IOException {
        Ways fromA = new Ways();
        Ways fromB = new Ways();
        Memshare alone = app(fromA);
        Memshare most = app(fromB);
        until(() -> alone.completeNodes().size() == 3 && most.completeNodes().size() == 3);
        MemshareSessionRepository minority = repository(alone);
        MemshareSessionRepository majority = repository(most);
        String id = newSession(minority, "visit", "0");
        assertThat(increment(majority, id)).isEqualTo(1);
        assertThat(increment(minority, id)).isEqualTo(2);
        fromA.to(B).cut();
        fromA.to(C).cut();
        fromB.to(A).cut();
        for (int visit = 3; visit < 8; visit++) {
            assertThat(increment(majority, id)).isEqualTo(visit);
            refuses(minority, id);
        }
        fromA.to(B).heal();
        fromA.to(C).heal();
        fromB.to(A).heal();
        for (int node = A; node <= C; node++) {
            awaitNode(alone, node, true);
            awaitNode(most, node, true);
        }
        assertThat(increment(minority, id)).isEqualTo(8);
        assertThat(increment(majority, id)).isEqualTo(9);
    }

    @Test
    void aLogoutOnTheSideOfTheMinorityIsAnError() throws IOException {
        Ways ways = new Ways();
        Memshare app = app(ways);
        until(() -> app.completeNodes().size() == 3);
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "1");
        ways.to(B).cut();
        ways.to(C).cut();
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> repository.deleteById(id));
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> repository.findById(id));
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> newSession(repository, "visit", "1"));
    }

    @Test
    void aNodeThatWasEmptiedDoesNotCount() {
        Memshare app = cluster.app(settings(), InstantSource.system());
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "1");
        cluster.server(C).restart();
        awaitNode(app, C, true);
        cluster.server(A).kill();
        refuses(repository, id);
        assertThat(repository(cluster.start(settings(), InstantSource.system())))
                .satisfies(fresh -> refuses(fresh, id));
    }

    @Test
    void aNodeCountsAgainWhenItIsRebuilt() {
        MemshareSettings rebuilding =
                settings().toBuilder().rebuildEnabled(true).build();
        Memshare app = cluster.app(rebuilding, InstantSource.system());
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "1");
        cluster.server(C).restart();
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE));
        until(() -> voucher(cluster.server(C)).equals(COMPLETE)
                && app.completeNodes().size() == 3);
        cluster.server(A).kill();
        assertThat(increment(repository, id)).isEqualTo(2);
        assertThat(get(repository, id, "visit")).isEqualTo("2");
    }

    /** It knows what the others took, and has kept what it took itself: both are in any majority. */
    @Test
    void aNodeThatOnlyMissedWritesCounts() throws IOException {
        Ways ways = new Ways();
        Memshare app = app(ways);
        until(() -> app.completeNodes().size() == 3);
        MemshareSessionRepository repository = repository(app);
        String id = newSession(repository, "visit", "1");
        ways.to(C).cut();
        set(repository, id, "visit", "2");
        ways.to(C).heal();
        awaitNode(app, C, true);
        until(() -> voucher(cluster.server(C)).equals(INCOMPLETE)
                && app.completeNodes().size() == 3);
        cluster.server(A).kill();
        assertThat(increment(repository, id)).isEqualTo(3);
    }

    @Test
    void theWordOfANodeUnderAnotherConsistencyDoesNotCount() {
        Memshare available = cluster.app();
        String id = newSession(repository(available), "visit", "1");
        Memshare app = cluster.connected(settings());
        refuses(repository(app), id);
        assertThat(get(repository(available), id, "visit")).isEqualTo("1");
    }
}
