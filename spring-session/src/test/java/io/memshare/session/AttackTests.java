package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * An attacker who reads and writes two of three nodes, while everything is sealed. Each case has the name of what he
 * wants. He has a session of his own, as every user has, and the victim's session goes on.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AttackTests {

    private static final String NAMESPACE = "memshare";
    private static final int TAKEN = 2;
    private static final Sealing SEALING = by(NAMESPACE, TestKeys.A);

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private Cluster cluster;
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;
    private String victim = "";
    private String mallory = "";

    /** One attack. */
    @FunctionalInterface
    private interface Attack {
        void run() throws Exception;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.of(3);
        one = server();
        two = server();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private static Sealing by(String namespace, SealingKey... keys) {
        return TestKeys.sealing(namespace, PlainRecords.REFUSE, keys);
    }

    private MemshareSessionRepository server() {
        MemshareSettings settings =
                cluster.settings().toBuilder().sealing(SEALING).build();
        return new MemshareSessionRepository(
                cluster.app(settings, SettableClock.stopped(), new MemshareListener() {
                    @Override
                    public void unreadable(NodeAddress node, Key key, String reason) {
                        refused.add(reason);
                    }
                }),
                SharedSessions.VALUES);
    }

    private static String login(MemshareSessionRepository server, String user) {
        MemshareSession session = server.createSession();
        session.setAttribute("user", user);
        session.setAttribute("cart", "of " + user);
        server.save(session);
        return session.getId();
    }

    private static Key key(String id) {
        return new SessionKeys(NAMESPACE, SEALING).of(id);
    }

    private static RecordId record(String id) {
        return new RecordId(NAMESPACE, "session", key(id));
    }

    private byte[] stored(String id) {
        return Objects.requireNonNull(cluster.server(0).value(key(id).text()), "the node holds nothing");
    }

    private void plant(String id, byte[] bytes) {
        plant(id, bytes, Checksum.of(bytes));
    }

    private void plant(String id, byte[] bytes, int checksum) {
        for (int node = 0; node < TAKEN; node++) {
            cluster.server(node).put(key(id).text(), bytes, checksum & 0xffffffffL, 1800);
        }
    }

    private void command(String command) {
        for (int node = 0; node < TAKEN; node++) {
            cluster.server(node).command(command);
        }
    }

    private static byte[] plain(SessionState state) {
        return new SessionStateCodec().encode(state);
    }

    private static byte[] admin(long millis) {
        HybridTimestamp at = HybridTimestamp.of(millis, 0xffff);
        return plain(new Live(
                0,
                new LwwRegister(at, -1),
                millis,
                LwwMap.EMPTY.with(Map.of("user", new LwwMap.Entry(at, SharedSessions.VALUES.encode("admin"))))));
    }

    private static byte[] changed(byte[] bytes, UnaryOperator<byte[]> change) {
        return change.apply(bytes.clone());
    }

    private static byte[] flipped(byte[] bytes, int offset) {
        return changed(bytes, copy -> {
            copy[offset < 0 ? copy.length + offset : offset] ^= 0x10;
            return copy;
        });
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private String logout(String id) {
        one.deleteById(id);
        return id;
    }

    private String changeId(String id) {
        MemshareSession session = found(one, id);
        String next = session.changeSessionId();
        one.save(session);
        return next;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing of it comes true: the victim goes on as himself, the attacker as himself, and the nodes are repaired. */
    private void nothingComesOfIt(boolean counted, Attack attack) throws Exception {
        victim = login(one, "victim");
        mallory = login(two, "mallory");
        refused.clear();
        attack.run();
        for (MemshareSessionRepository server : List.of(one, two)) {
            assertThat(attribute(server, victim, "user")).isEqualTo("victim");
            assertThat(attribute(server, victim, "cart")).isEqualTo("of victim");
            assertThat(user(server, mallory)).isEqualTo("mallory");
        }
        if (counted) {
            assertThat(refused)
                    .hasSizeGreaterThanOrEqualTo(TAKEN)
                    .containsOnly(
                            refused.get(0).startsWith("the checksum")
                                    ? "the checksum is wrong"
                                    : "record was not sealed for its place with a key of this application");
        }
        for (String id : List.of(victim, mallory)) {
            MemshareSession session = found(one, id);
            session.setAttribute("cart", "changed");
            one.save(session);
            for (int node = 0; node < 3; node++) {
                assertThat(opened(node, id)).as("copy of node %d", node).isNotNull();
            }
            assertThat(attribute(two, id, "cart")).isEqualTo("changed");
        }
    }

    private static @Nullable Object user(MemshareSessionRepository server, String id) {
        MemshareSession session = server.findById(id);
        return session == null ? null : session.getAttribute("user");
    }

    private byte @Nullable [] opened(int node, String id) throws MalformedRecordException {
        return SEALING.envelope()
                .unwrap(record(id), Objects.requireNonNull(cluster.server(node).value(key(id).text())));
    }

    private DynamicTest refusedAndCounted(String goal, Attack attack) {
        return DynamicTest.dynamicTest(goal, () -> nothingComesOfIt(true, attack));
    }

    private DynamicTest harmless(String goal, Attack attack) {
        return DynamicTest.dynamicTest(goal, () -> nothingComesOfIt(false, attack));
    }

    @TestFactory
    Stream<DynamicTest> aWriterWantsToBeSomebodyElse() {
        return Stream.of(
                refusedAndCounted("to be the victim under his own id", () -> plant(mallory, stored(victim))),
                refusedAndCounted("to give the victim his own session", () -> plant(victim, stored(mallory))),
                refusedAndCounted("to swap two sessions", () -> {
                    byte[] his = stored(mallory);
                    plant(mallory, stored(victim));
                    plant(victim, his);
                }),
                refusedAndCounted(
                        "to be admin by a record of his own", () -> plant(mallory, admin(1_700_000_000_000L))),
                refusedAndCounted(
                        "to be admin by a record from the end of time", () -> plant(mallory, admin(0xffff_ffff_ffffL))),
                refusedAndCounted(
                        "to have the victim's session moved to him",
                        () -> plant(victim, plain(Moved.to(null, HybridTimestamp.of(1, 0), key(mallory))))),
                refusedAndCounted("to move the victim by the tombstone of a move of his own", () -> {
                    String old = login(one, "mallory");
                    changeId(old);
                    plant(victim, stored(old));
                }),
                refusedAndCounted("to be the victim by a record that another application sealed", () -> {
                    Envelope shop = by("shop", TestKeys.A).envelope();
                    plant(mallory, shop.wrap(new RecordId("shop", "session", key(mallory)), admin(1)));
                }),
                refusedAndCounted(
                        "to pass off a record of another kind",
                        () -> plant(
                                mallory,
                                SEALING.envelope().wrap(new RecordId(NAMESPACE, "voucher", key(mallory)), admin(1)))),
                refusedAndCounted(
                        "to pass off a record of one node",
                        () -> plant(
                                mallory,
                                SEALING.envelope()
                                        .wrap(new RecordId(NAMESPACE, "session", key(mallory), "a:1"), admin(1)))),
                refusedAndCounted(
                        "to use a key of his own",
                        () -> plant(
                                mallory, by(NAMESPACE, TestKeys.B).envelope().wrap(record(mallory), admin(1)))),
                refusedAndCounted("to use a key of his own under the number of ours", () -> {
                    byte[] forged = by(NAMESPACE, TestKeys.B).envelope().wrap(record(mallory), admin(1));
                    System.arraycopy(stored(mallory), 0, forged, 0, 10);
                    plant(mallory, forged);
                }),
                refusedAndCounted(
                        "to put the victim's text under the header of his own",
                        () -> plant(
                                mallory,
                                joined(
                                        Arrays.copyOf(stored(mallory), 42),
                                        changed(
                                                stored(victim),
                                                record -> Arrays.copyOfRange(record, 42, record.length))))),
                refusedAndCounted("to join two versions of his session", () -> {
                    byte[] before = stored(mallory);
                    MemshareSession session = found(one, mallory);
                    session.setAttribute("cart", "of Mallory");
                    one.save(session);
                    byte[] after = stored(mallory);
                    assertThat(after).hasSameSizeAs(before);
                    refused.clear();
                    plant(mallory, joined(Arrays.copyOf(before, 80), Arrays.copyOfRange(after, 80, after.length)));
                    assertThat(attribute(two, mallory, "cart")).isEqualTo("of Mallory");
                    session = found(one, mallory);
                    session.setAttribute("cart", "of mallory");
                    one.save(session);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aWriterWantsTheVictimOut() {
        return Stream.of(
                refusedAndCounted("to log the victim out by a tombstone", () -> plant(victim, plain(Deleted.INSTANCE))),
                refusedAndCounted(
                        "to log the victim out by the tombstone of his own session",
                        () -> plant(victim, stored(logout(login(one, "mallory"))))),
                refusedAndCounted(
                        "to lock the victim out by a format of a later version",
                        () -> plant(victim, new byte[] {2, 1, 1})),
                refusedAndCounted(
                        "to lock the victim out by a later suite",
                        () -> plant(victim, changed(stored(victim), record -> {
                            record[1] = 2;
                            return record;
                        }))),
                refusedAndCounted(
                        "to lock the victim out by an envelope of a later version",
                        () -> plant(victim, changed(stored(victim), record -> {
                            record[0] = (byte) 0xc2;
                            return record;
                        }))),
                refusedAndCounted("to damage the number of the key", () -> plant(victim, flipped(stored(victim), 5))),
                refusedAndCounted("to damage the synthetic IV", () -> plant(victim, flipped(stored(victim), 20))),
                refusedAndCounted("to damage the text", () -> plant(victim, flipped(stored(victim), 60))),
                refusedAndCounted("to damage the tag", () -> plant(victim, flipped(stored(victim), -1))),
                refusedAndCounted("to cut the record short", () -> plant(victim, Arrays.copyOf(stored(victim), 100))),
                refusedAndCounted(
                        "to cut a step of the padding off",
                        () -> plant(victim, Arrays.copyOf(stored(victim), stored(victim).length - 64))),
                refusedAndCounted("to leave the header alone", () -> plant(victim, Arrays.copyOf(stored(victim), 10))),
                refusedAndCounted("to leave nothing", () -> plant(victim, new byte[0])),
                refusedAndCounted("to leave one byte", () -> plant(victim, new byte[] {(byte) 0xc1})),
                refusedAndCounted(
                        "to add to the record",
                        () -> plant(victim, Arrays.copyOf(stored(victim), stored(victim).length + 64))),
                refusedAndCounted("to fill the record with zeros", () -> plant(victim, new byte[500])),
                refusedAndCounted("to fill the server with a megabyte", () -> plant(victim, new byte[1_000_000])),
                refusedAndCounted(
                        "to have a text taken for a length",
                        () -> plant(
                                victim,
                                "\u0001\u0001\u007f\u007f\u007f".repeat(99).getBytes(StandardCharsets.US_ASCII))),
                refusedAndCounted(
                        "to have a class loaded by serialization",
                        () -> plant(victim, Base64.getDecoder().decode("rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA=="))),
                refusedAndCounted(
                        "to have a class loaded by JSON",
                        () -> plant(
                                victim,
                                "{\"@class\":\"javax.naming.InitialContext\"}".getBytes(StandardCharsets.US_ASCII))),
                harmless("to append to the record", () -> {
                    command("append " + key(victim).text() + " 0 0 1\r\nx");
                }),
                refusedAndCounted("to lie about the checksum", () -> plant(victim, stored(victim), 12345)),
                harmless(
                        "to put other bytes under the right checksum",
                        () -> plant(victim, flipped(stored(victim), 60), Checksum.of(stored(victim)))),
                harmless(
                        "to have the record forgotten",
                        () -> command("md " + key(victim).text())),
                harmless(
                        "to have the record forgotten soon",
                        () -> command("mg " + key(victim).text() + " T1")),
                harmless(
                        "to mark the record stale",
                        () -> command("md " + key(victim).text() + " I")),
                harmless("to empty the nodes", () -> command("flush_all")));
    }

    @TestFactory
    Stream<DynamicTest> aWriterWantsThePastBack() {
        return Stream.of(
                harmless("to have an old cart back", () -> {
                    byte[] old = stored(victim);
                    MemshareSession session = found(one, victim);
                    session.setAttribute("cart", "new");
                    one.save(session);
                    plant(victim, old);
                    assertThat(attribute(two, victim, "cart")).isEqualTo("new");
                    session = found(one, victim);
                    session.setAttribute("cart", "of victim");
                    one.save(session);
                }),
                harmless("to undo a logout", () -> {
                    String out = login(one, "victim");
                    byte[] live = stored(out);
                    logout(out);
                    plant(out, live);
                    assertThat(one.findById(out)).isNull();
                    assertThat(two.findById(out)).isNull();
                }),
                harmless("to be logged in under an id from before the login", () -> {
                    String before = login(one, "guest");
                    byte[] live = stored(before);
                    String after = changeId(before);
                    plant(before, live);
                    assertThat(two.findById(before)).isNull();
                    assertThat(user(two, after)).isEqualTo("guest");
                }),
                harmless("to send a session along an old move", () -> {
                    String old = login(one, "victim");
                    String next = changeId(old);
                    byte[] move = stored(old);
                    plant(next, move);
                    assertThat(user(one, next)).isEqualTo("victim");
                }),
                harmless("to stop a removal", () -> {
                    byte[] old = stored(victim);
                    MemshareSession session = found(one, victim);
                    session.removeAttribute("cart");
                    one.save(session);
                    plant(victim, old);
                    assertThat(attribute(two, victim, "cart")).isNull();
                    session = found(one, victim);
                    session.setAttribute("cart", "of victim");
                    one.save(session);
                }));
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (int node = 0; node < 3; node++) {
            MemcachedServer server = cluster.server(node);
            for (String key : server.keys()) {
                byte[] value = server.value(key);
                all.append(key)
                        .append('\n')
                        .append(new String(value == null ? new byte[0] : value, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @TestFactory
    Stream<DynamicTest> aReaderWantsToKnow() {
        return Stream.of(
                harmless(
                        "what is in a session",
                        () -> assertThat(everything()).doesNotContain("victim", "of victim", base64("victim"))),
                harmless(
                        "the names of attributes",
                        () -> assertThat(everything()).doesNotContain("user", "cart")),
                harmless("the ids of sessions", () -> assertThat(everything()).doesNotContain(victim, base64(victim))),
                harmless("whether an id that he guesses is in use", () -> {
                    String guessed = new SessionKeys(NAMESPACE).of(victim).text();
                    assertThat(everything()).doesNotContain(guessed);
                }),
                harmless("where a session went on", () -> {
                    String old = login(one, "victim");
                    String next = changeId(old);
                    assertThat(new String(stored(old), StandardCharsets.ISO_8859_1))
                            .doesNotContain(key(next).text());
                }),
                harmless("whether two users have the same in their sessions", () -> {
                    String twin = login(one, "victim");
                    byte[] first = stored(victim);
                    byte[] second = stored(twin);
                    assertThat(second).hasSameSizeAs(first);
                    assertThat(Arrays.copyOfRange(second, 10, 42)).isNotEqualTo(Arrays.copyOfRange(first, 10, 42));
                    assertThat(Arrays.copyOfRange(second, 42, 58)).isNotEqualTo(Arrays.copyOfRange(first, 42, 58));
                }),
                harmless(
                        "how long a text is",
                        () -> assertThat(stored(login(one, "short"))).hasSameSizeAs(stored(login(one, "longer")))),
                harmless("whether a session ended or went on under another id", () -> {
                    String moved = login(one, "victim");
                    changeId(moved);
                    assertThat(stored(moved).length - stored(logout(login(one, "victim"))).length)
                            .isLessThanOrEqualTo(64);
                }),
                harmless("a cookie from the name of a record", () -> {
                    String name = key(victim).text();
                    for (String cookie : List.of(name, name.substring(name.lastIndexOf(':') + 1), base64(name))) {
                        assertThat(one.findById(cookie)).isNull();
                    }
                }),
                harmless("a cookie from the bytes of a record", () -> {
                    String bytes = Base64.getEncoder().encodeToString(stored(victim));
                    assertThat(one.findById(bytes)).isNull();
                    assertThat(one.findById(new String(stored(victim), StandardCharsets.ISO_8859_1)))
                            .isNull();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aClientWantsMoreThanASession() {
        return Stream.of(
                harmless(
                        "to send a command to memcached",
                        () -> assertThat(one.findById("x\r\nflush_all\r\n")).isNull()),
                harmless(
                        "to name a record himself",
                        () -> assertThat(one.findById(NAMESPACE + ":marker")).isNull()),
                harmless(
                        "to cost more than a look-up",
                        () -> assertThat(one.findById("x".repeat(100_000))).isNull()),
                harmless("to find his session by another form of its id", () -> {
                    for (String form : List.of(
                            mallory + " ", " " + mallory, mallory.toUpperCase(Locale.ROOT), mallory + "\u0000")) {
                        assertThat(one.findById(form)).isNull();
                    }
                }));
    }
}
