package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.Protection;
import io.memshare.node.Checksum;
import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attacker who writes what nodes say of themselves and of each other, while everything is sealed. */
class ForgedControlRecordTests {

    private static final String VOUCHER = "memshare:voucher";

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private Cluster cluster;
    private Memshare app;
    private MemshareSessionRepository server;
    private String victim = "";

    @BeforeEach
    void start() {
        cluster = Cluster.of(3, new Protection(Protection.NONE.nodes(), Protection.NONE.connections(), sealing()));
        app = cluster.app(cluster.settings(), InstantSource.system(), listener());
        server = new MemshareSessionRepository(app, SharedSessions.VALUES);
        victim = SharedSessions.saved(server, "user", "victim");
    }

    private static Sealing sealing() {
        return TestKeys.sealing(MemshareSettings.DEFAULT_NAMESPACE, PlainRecords.REFUSE, TestKeys.A);
    }

    private MemshareListener listener() {
        return new MemshareListener() {
            @Override
            public void unreadable(NodeAddress node, Key key, String reason) {
                assertThat(reason).isEqualTo("record was not sealed for its place with a key of this application");
                refused.add(node + " " + key.text());
            }
        };
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void plant(int node, String key, byte[] bytes) {
        cluster.server(node).put(key, bytes, Checksum.of(bytes) & 0xffffffffL, 1000);
    }

    private void awaitRefused(int node, String key) {
        await().atMost(Hang.LIMIT)
                .until(() -> refused.contains(cluster.server(node).address() + " " + key));
    }

    private byte[] stored(int node, String key) {
        return Objects.requireNonNull(cluster.server(node).value(key));
    }

    /** The voucher of a node that has lost its memory, as servers without keys would write it. */
    private static byte[] plainVoucher() {
        return ByteBuffer.allocate(24)
                .put((byte) 1)
                .put((byte) 1)
                .putLong(7)
                .putLong(7)
                .put((byte) 60)
                .array();
    }

    /** The emptied node must not be believed when it says that there is no session. */
    private void aFreshServerThatReachesNodeZeroOnlyDeniesNothing() {
        cluster.server(1).kill();
        cluster.server(2).kill();
        Memshare fresh = cluster.start(cluster.settings(), InstantSource.system());
        fresh.addListener(listener());
        Cluster.awaitNode(fresh, 0, true);
        refused.clear();
        awaitRefused(0, VOUCHER);
        MemshareSessionRepository repository = new MemshareSessionRepository(fresh, SharedSessions.VALUES);
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> repository.findById(victim));
    }

    @Test
    void toHaveASessionDeniedByAVoucherOfHisOwn() {
        app.close();
        cluster.server(0).restart();
        plant(0, VOUCHER, plainVoucher());

        aFreshServerThatReachesNodeZeroOnlyDeniesNothing();
    }

    @Test
    void toHaveASessionDeniedByTheVoucherOfAnotherNode() {
        app.close();
        cluster.server(0).restart();
        plant(0, VOUCHER, stored(1, VOUCHER));

        aFreshServerThatReachesNodeZeroOnlyDeniesNothing();
    }

    @Test
    void toHaveASessionDeniedByASessionInPlaceOfAVoucher() {
        byte[] session =
                stored(1, new SessionKeys("memshare", sealing()).of(victim).text());
        app.close();
        cluster.server(0).restart();
        plant(0, VOUCHER, session);

        aFreshServerThatReachesNodeZeroOnlyDeniesNothing();
    }

    /** A note that is believed would make the node that it is about incomplete. */
    @Test
    void toHaveANodeDisbelievedByANote() {
        String note = "memshare:note:" + hash(cluster.server(1).address());
        plant(0, note, ByteBuffer.allocate(9).put((byte) 1).putLong(4711).array());

        awaitRefused(0, note);
        assertThat(cluster.voucher(1)).isEqualTo(Cluster.COMPLETE);
        assertThat(attribute(server, victim, "user")).isEqualTo("victim");
    }

    private void startRebuilding(Duration presence) {
        Memshare rebuilding = cluster.connected(cluster.impatientSettings().toBuilder()
                .presence(presence)
                .rebuildEnabled(true)
                .rebuildRate(MemshareSettings.HIGHEST_REBUILD_RATE)
                .build());
        rebuilding.addListener(listener());
        Cluster.repository(rebuilding);
    }

    /** What looks sealed could be the voucher of servers with another key, of which there are none. */
    @Test
    void toTakeANodeAwayForGood() {
        app.close();
        startRebuilding(Duration.ofSeconds(1));
        plant(0, VOUCHER, stored(1, VOUCHER));
        awaitRefused(0, VOUCHER);

        cluster.awaitWhole();
        assertThat(attribute(server(0), victim, "user")).isEqualTo("victim");
    }

    @Test
    void toTakeAllNodesAwayForGood() {
        app.close();
        startRebuilding(Duration.ofSeconds(1));
        byte[] garbage = ByteBuffer.allocate(99).put((byte) 0xC1).put((byte) 1).array();
        for (int node = 0; node < 3; node++) {
            plant(node, VOUCHER, garbage);
            awaitRefused(node, VOUCHER);
        }

        cluster.awaitWhole();
        assertThat(attribute(server(2), victim, "user")).isEqualTo("victim");
    }

    /** Returns a fresh server when only one node is left. */
    private MemshareSessionRepository server(int left) {
        for (int node = 0; node < 3; node++) {
            if (node != left) {
                cluster.server(node).kill();
            }
        }
        return new MemshareSessionRepository(
                cluster.start(cluster.settings(), InstantSource.system()), SharedSessions.VALUES);
    }

    private static String hash(String address) {
        return String.format("%016x", Hash64.of(address.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void toKeepANodeFromBeingRebuiltByALease() {
        String lease = "memshare:rebuild:" + hash(cluster.server(0).address());
        cluster.server(0).restart();
        plant(0, lease, "00000000000000000000000000000000".getBytes(StandardCharsets.US_ASCII));
        startRebuilding(MemshareSettings.DEFAULT_PRESENCE);

        cluster.awaitWhole();
        assertThat(refused).contains(cluster.server(0).address() + " " + lease);
        assertThat(Cluster.sessionKeys(cluster.server(0))).isEqualTo(Cluster.sessionKeys(cluster.server(1)));
        assertThat(List.of(cluster.voucher(0), cluster.voucher(1), cluster.voucher(2)))
                .containsOnly(Cluster.COMPLETE);
    }
}
