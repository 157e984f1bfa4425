package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.MemshareSettings;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Checksum;
import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import io.memshare.testkit.Hang;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What comes true without keys, as docs/security.md says: an attacker writes to one of three nodes, or to all where a
 * test says so, and nothing is sealed. {@link AttackTests} has the same attacks with keys.
 */
class AttacksWithoutKeysTests {

    private static final String NAMESPACE = MemshareSettings.DEFAULT_NAMESPACE;
    private static final HybridTimestamp END_OF_TIME = HybridTimestamp.of(HybridTimestamp.MAX_MILLIS, 0xffff);

    private Cluster cluster;
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;
    private String victim = "";
    private String mallory = "";

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
        one = server();
        two = server();
        victim = login("victim");
        mallory = login("mallory");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private MemshareSessionRepository server() {
        return new MemshareSessionRepository(
                cluster.app(cluster.settings(), SettableClock.stopped()), SharedSessions.VALUES);
    }

    private String login(String user) {
        MemshareSession session = one.createSession();
        session.setAttribute("user", user);
        one.save(session);
        return session.getId();
    }

    private static Key key(String id) {
        return new SessionKeys(NAMESPACE).of(id);
    }

    private byte[] stored(String id) {
        return Objects.requireNonNull(cluster.server(0).value(key(id).text()));
    }

    private void plant(int node, String id, byte[] bytes) {
        cluster.server(node).put(key(id).text(), bytes, Checksum.of(bytes) & 0xffffffffL, 1800);
    }

    private void plantEverywhere(String id, byte[] bytes) {
        for (int node = 0; node < cluster.size(); node++) {
            plant(node, id, bytes);
        }
    }

    private static byte[] plain(SessionState state) {
        return new SessionStateCodec().encode(state);
    }

    private static byte[] admin(HybridTimestamp at) {
        long now = Instant.now().toEpochMilli();
        return plain(new Live(
                now,
                new LwwRegister(at, 1800),
                now,
                LwwMap.EMPTY.with(Map.of("user", new LwwMap.Entry(at, SharedSessions.VALUES.encode("admin"))))));
    }

    /** His own record is older, so the victim's wins on all nodes. */
    @Test
    void heIsTheVictimByTheVictimsRecordUnderHisOwnKey() {
        victim = login("victim");
        plantEverywhere(mallory, stored(victim));

        assertThat(attribute(two, mallory, "user")).isEqualTo("victim");
    }

    @Test
    void heIsWhoHeWantsByARecordOnOneNode() {
        plant(0, mallory, admin(END_OF_TIME));

        assertThat(attribute(one, mallory, "user")).isEqualTo("admin");
        assertThat(attribute(two, mallory, "user")).isEqualTo("admin");
    }

    /** What would be written later would have to have a later time. */
    @Test
    void noServerCanChangeARecordFromTheEndOfTime() {
        plant(0, mallory, admin(END_OF_TIME));
        MemshareSession session = found(one, mallory);
        session.setAttribute("user", "mallory");

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> one.save(session));
        assertThat(attribute(two, mallory, "user")).isEqualTo("admin");
        assertThat(attribute(two, victim, "user")).isEqualTo("victim");
        MemshareSession other = found(one, victim);
        other.setAttribute("cart", "full");
        one.save(other);
        assertThat(attribute(two, victim, "cart")).isEqualTo("full");
    }

    @Test
    void theVictimsRequestGoesOnUnderTheAttackersKey() {
        MemshareSession session = found(one, victim);
        plant(0, victim, plain(Moved.to(null, END_OF_TIME, key(mallory))));
        session.setAttribute("secret", "of the victim");
        one.save(session);

        assertThat(attribute(two, mallory, "secret")).isEqualTo("of the victim");
        assertThat(two.findById(victim)).isNull();
    }

    @Test
    void theVictimIsLoggedOutByATombstoneOnOneNode() {
        plant(0, victim, plain(Deleted.INSTANCE));

        assertThat(one.findById(victim)).isNull();
        assertThat(two.findById(victim)).isNull();
    }

    @Test
    void theVictimGetsNoAnswerWhileALaterFormatStandsOnAllNodes() {
        plantEverywhere(victim, new byte[] {0x7e, 1, 2, 3});

        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.findById(victim));
    }

    @Test
    void aRecordOfAnotherApplicationIsAccepted() {
        MemshareSettings settings =
                cluster.settings().toBuilder().namespace("shop").build();
        MemshareSessionRepository shop =
                new MemshareSessionRepository(cluster.connected(settings), SharedSessions.VALUES);
        String his = SharedSessions.saved(shop, "user", "admin");
        byte[] record = cluster.server(0).value(new SessionKeys("shop").of(his).text());
        plantEverywhere(mallory, Objects.requireNonNull(record));

        assertThat(attribute(one, mallory, "user")).isEqualTo("admin");
    }

    @Test
    void aValueIsChangedUnderAChecksumThatHeComputes() {
        String record = new String(stored(victim), StandardCharsets.ISO_8859_1);
        plantEverywhere(victim, record.replace("victim", "victor").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(attribute(one, victim, "user")).isEqualTo("victor");
    }

    @Test
    void oldBytesOnAllNodesAreServed() {
        byte[] old = stored(victim);
        one.deleteById(victim);
        plantEverywhere(victim, old);

        assertThat(attribute(two, victim, "user")).isEqualTo("victim");
    }

    @Test
    void oldBytesOnSomeNodesAreNot() {
        byte[] old = stored(victim);
        one.deleteById(victim);
        plant(0, victim, old);
        plant(1, victim, old);

        assertThat(two.findById(victim)).isNull();
    }

    @Test
    void whatIsInASessionIsRead() {
        assertThat(new String(stored(victim), StandardCharsets.ISO_8859_1)).contains("user", "victim");
    }

    @Test
    void aGuessedIdIsCheckedAndNoIdIsRead() {
        assertThat(Cluster.sessionKeys(cluster.server(0))).contains(key(victim).text());
        assertThat(new String(stored(victim), StandardCharsets.ISO_8859_1)).doesNotContain(victim);
        assertThat(String.join(" ", cluster.server(0).keys())).doesNotContain(victim);
    }

    @Test
    void theLengthOfAContentShowsToTheByte() {
        assertThat(stored(login("longer")).length - stored(login("short")).length)
                .isEqualTo(1);
    }

    @Test
    void aForgedNoteMakesANodeIncomplete() {
        byte[] note = ByteBuffer.allocate(9).put((byte) 1).putLong(4711).array();
        String about = cluster.server(1).address();
        String key = String.format("memshare:note:%016x", Hash64.of(about.getBytes(StandardCharsets.UTF_8)));
        cluster.server(0).put(key, note, Checksum.of(note) & 0xffffffffL, 1000);

        await().atMost(Hang.LIMIT)
                .until(() -> Cluster.voucher(cluster.server(1)).equals(Cluster.INCOMPLETE));
    }

    @Test
    void aForgedVoucherHasASessionDenied() {
        byte[] complete = Objects.requireNonNull(cluster.server(1).value("memshare:voucher"));
        cluster.server(0).restart();
        cluster.server(0).put("memshare:voucher", complete, Checksum.of(complete) & 0xffffffffL, 1000);
        cluster.server(1).kill();
        cluster.server(2).kill();
        MemshareSessionRepository fresh = Cluster.repository(cluster.start(cluster.settings(), InstantSource.system()));

        await().atMost(Hang.LIMIT)
                .untilAsserted(() -> assertThat(fresh.findById(victim)).isNull());
    }
}
