package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An attacker in the middle of the connections to two of three nodes, while everything is sealed and nothing is TLS.
 */
class ManInTheMiddleTests {

    private static final Sealing SEALING = TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A);

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<InterceptedNode> men = new ArrayList<>();
    private final AtomicBoolean acted = new AtomicBoolean();
    private Cluster cluster;
    private Memshare app;
    private MemshareSessionRepository server;
    private String victim = "";
    private String mallory = "";

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
        cluster.app();
        List<NodeAddress> addresses = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            men.add(new InterceptedNode(cluster.server(node).port()));
            addresses.add(NodeAddress.parse(men.get(node).address()));
        }
        addresses.add(NodeAddress.parse(cluster.server(2).address()));
        app = Memshare.open(MemshareSettings.builder(addresses)
                .rebuildEnabled(false)
                .sealing(SEALING)
                .build());
        app.addListener(new MemshareListener() {
            @Override
            public void unreadable(NodeAddress node, Key key, String reason) {
                if (key.text().contains(":s:")) {
                    refused.add(reason);
                }
            }
        });
        await().atMost(Hang.LIMIT).until(() -> !Cluster.up(app).contains(false));
        server = new MemshareSessionRepository(app, SharedSessions.VALUES);
        victim = SharedSessions.saved(server, "user", "victim");
        mallory = SharedSessions.saved(server, "user", "mallory");
    }

    @AfterEach
    void stop() {
        app.close();
        men.forEach(InterceptedNode::close);
        cluster.close();
    }

    private byte[] stored(String id) {
        String key = new SessionKeys("memshare", SEALING).of(id).text();
        return Objects.requireNonNull(cluster.server(0).value(key));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String flags(byte[] bytes) {
        return " f" + (Checksum.of(bytes) & 0xffffffffL);
    }

    private void alter(UnaryOperator<String> hands) {
        UnaryOperator<String> noted = piece -> {
            String altered = hands.apply(piece);
            acted.compareAndSet(false, !altered.equals(piece));
            return altered;
        };
        men.forEach(man -> man.alter(noted));
    }

    /** Replaces a record, checksum included. */
    private void answer(byte[] original, byte[] replacement) {
        alter(piece -> piece.replace(flags(original), flags(replacement)).replace(text(original), text(replacement)));
    }

    /** Each session is read from the first node of its own list, and from the others only where checksums differ. */
    private void theVictimIsReadThroughAMan() {
        AtomicBoolean seen = new AtomicBoolean();
        while (!seen.get()) {
            victim = SharedSessions.saved(server, "user", "victim");
            String record = text(stored(victim));
            men.forEach(man -> man.alter(piece -> {
                seen.compareAndSet(false, piece.contains(record));
                return piece;
            }));
            found(server, victim);
        }
    }

    private void eachIsHimself() {
        for (int i = 0; i < 5; i++) {
            assertThat(attribute(server, victim, "user")).isEqualTo("victim");
            assertThat(attribute(server, mallory, "user")).isEqualTo("mallory");
        }
        assertThat(acted).isTrue();
    }

    private void eachIsHimselfAndTheRefusalIsCounted() {
        eachIsHimself();
        assertThat(refused)
                .isNotEmpty()
                .containsOnly("record was not sealed for its place with a key of this application");
    }

    @Test
    void toBeTheVictimByAnsweringWithHisRecord() {
        byte[] his = stored(mallory);
        byte[] wanted = stored(victim);
        alter(piece -> piece.replace(flags(his), flags(wanted)).replace(text(his), text(wanted)));
        eachIsHimselfAndTheRefusalIsCounted();
    }

    @Test
    void toAlterARecordOnItsWay() {
        byte[] original = stored(victim);
        byte[] flipped = original.clone();
        flipped[70] ^= 1;
        answer(original, flipped);
        eachIsHimselfAndTheRefusalIsCounted();
    }

    @Test
    void toReplaceARecordByZeros() {
        byte[] original = stored(victim);
        answer(original, new byte[original.length]);
        eachIsHimselfAndTheRefusalIsCounted();
    }

    @Test
    void toAlterARecordUnderItsOldChecksum() {
        theVictimIsReadThroughAMan();
        String original = text(stored(victim));
        alter(piece -> piece.replace(original, original.substring(0, 99) + "x".repeat(original.length() - 99)));
        eachIsHimself();
        assertThat(refused).isNotEmpty().containsOnly("the checksum is wrong");
    }

    @Test
    void toAnswerWithThePast() {
        byte[] old = stored(victim);
        MemshareSession session = found(server, victim);
        session.setAttribute("cart", "of the victim");
        server.save(session);
        byte[] present = stored(victim);
        alter(piece -> text(present).length() == text(old).length()
                ? piece.replace(flags(present), flags(old)).replace(text(present), text(old))
                : piece.replace(flags(present), flags(old)));
        for (int i = 0; i < 5; i++) {
            assertThat(attribute(server, victim, "cart")).isEqualTo("of the victim");
        }
        eachIsHimself();
    }

    @Test
    void toDenyThatThereIsASession() {
        alter(piece -> piece.startsWith("VA ") || piece.startsWith("HD ") ? "EN\r\n" : piece);
        eachIsHimself();
    }

    @Test
    void toBringTheConnectionOutOfStep() {
        alter(piece -> "HD\r\n" + piece + "EN\r\n");
        eachIsHimself();
    }

    private void alterRequests(UnaryOperator<String> hands) {
        men.forEach(man -> man.alterRequests(piece -> {
            String altered = hands.apply(piece);
            acted.compareAndSet(false, !altered.equals(piece));
            return altered;
        }));
    }

    private static Key key(String id) {
        return new SessionKeys("memshare", SEALING).of(id);
    }

    /** Saves a change of the victim, whose request the men may alter. */
    private void theVictimFillsTheCart() {
        MemshareSession session = found(server, victim);
        session.setAttribute("cart", "of the victim");
        server.save(session);
        men.forEach(man -> man.alterRequests(UnaryOperator.identity()));
    }

    private void theCartIsFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(attribute(server, victim, "cart")).isEqualTo("of the victim");
        }
    }

    /** Replaces the value of each write of the victim's record. */
    private void store(UnaryOperator<String> other) {
        alterRequests(piece -> {
            int write = piece.indexOf("ms " + key(victim).text() + " ");
            int value = write < 0 ? -1 : piece.indexOf("\r\n", write) + 2;
            if (value < 2 || piece.length() < value + 122) {
                return piece;
            }
            return piece.substring(0, value)
                    + other.apply(piece.substring(value, value + 122))
                    + piece.substring(value + 122);
        });
    }

    @Test
    void toStoreHisRecordInPlaceOfTheChange() {
        theVictimIsReadThroughAMan();
        String his = text(stored(mallory)).substring(0, 122);
        store(record -> his);
        theVictimFillsTheCart();
        theCartIsFull();
        eachIsHimself();
        assertThat(refused).isNotEmpty().containsOnly("the checksum is wrong");
    }

    @Test
    void toStoreGarbageInPlaceOfTheChange() {
        theVictimIsReadThroughAMan();
        store(record -> "\u0001\u0003".repeat(61));
        theVictimFillsTheCart();
        theCartIsFull();
        eachIsHimself();
        assertThat(refused).isNotEmpty().containsOnly("the checksum is wrong");
    }

    @Test
    void toSendCommandsOfHisOwn() {
        String delete = "md " + key(victim).text() + " q\r\n";
        alterRequests(piece -> delete + piece);
        theVictimFillsTheCart();
        theCartIsFull();
        eachIsHimself();
    }

    @Test
    void toSendAChangeElsewhere() {
        alterRequests(piece -> piece.replace(key(victim).text(), key(mallory).text()));
        theVictimFillsTheCart();
        theCartIsFull();
        eachIsHimself();
    }

    @Test
    void toReadOnTheWay() {
        StringBuffer seen = new StringBuffer();
        UnaryOperator<String> reader = piece -> {
            seen.append(piece);
            acted.set(true);
            return piece;
        };
        men.forEach(man -> man.alter(reader));
        men.forEach(man -> man.alterRequests(reader));
        String newcomer = SharedSessions.saved(server, "user", "newcomer");
        assertThat(attribute(server, newcomer, "user")).isEqualTo("newcomer");
        eachIsHimself();
        assertThat(seen).contains(key(newcomer).text()).doesNotContain(newcomer, "newcomer", "user");
    }
}
