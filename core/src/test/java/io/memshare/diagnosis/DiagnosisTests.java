package io.memshare.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.Envelope;
import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DiagnosisTests {

    private static final String A = "10.0.0.1:11211";
    private static final String B = "10.0.0.2:11211";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> heard = new ArrayList<>();

    /** A node that keeps what is stored; those of one memory are one process under several names. */
    private static FakeNode node(String address, Map<Key, Reply> memory) {
        return new FakeNode(
                address,
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Set set ? store(memory, set) : held(memory, request.key())));
    }

    private static Reply store(Map<Key, Reply> memory, Request.Set set) {
        memory.put(set.key(), new Reply.Hit(1, set.checksum(), 60, set.value()));
        return new Reply.Stored(1);
    }

    private static Reply held(Map<Key, Reply> memory, Key key) {
        Reply held = memory.get(key);
        return held == null ? Reply.Miss.MISS : held;
    }

    private final Map<Key, Reply> memory = new ConcurrentHashMap<>();
    private final FakeNode a = node(A, memory);
    private final FakeNode b = node(B, new ConcurrentHashMap<>());

    private static ServerNotice notice(long server, int redundancy, long lifetimeSeconds) {
        ServerNotice.NodeUse use = new ServerNotice.NodeUse(List.of(B, A), redundancy, "available");
        return new ServerNotice(server, "app" + server + ":7", use, lifetimeSeconds);
    }

    private Diagnosis diagnosis(ServerNotice notice, Instant now, Envelope envelope) {
        return diagnosis(() -> notice, now, envelope);
    }

    private Diagnosis diagnosis(Supplier<ServerNotice> notice, Instant now, Envelope envelope) {
        DiagnosisListener listener = new DiagnosisListener() {
            @Override
            public void found(Finding finding) {
                heard.add("found " + finding.kind());
            }

            @Override
            public void resolved(Finding finding) {
                heard.add("resolved " + finding.kind());
            }
        };
        return new Diagnosis(
                new Diagnosis.Context(notice, InstantSource.fixed(now), nanos::get, address -> null, true),
                "shop",
                envelope,
                listener);
    }

    private List<String> texts(Diagnosis diagnosis) {
        assertThat(diagnosis.runOnce(List.of(a, b))).isCompleted();
        return diagnosis.findings().stream().map(Finding::text).toList();
    }

    private void leave(ServerNotice notice, Instant at) {
        texts(diagnosis(notice, at, Envelope.PLAIN));
        heard.clear();
    }

    @Test
    void serversWithTheSameSettingsFindNothing() {
        leave(notice(1, 2, 1860), NOON);
        Diagnosis other = diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN);
        assertThat(texts(other)).isEmpty();
        assertThat(texts(other)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void namesAServerThatUsesTheNodesDifferently() {
        Diagnosis own = diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN);
        leave(notice(1, 1, 1860), NOON);
        texts(own);
        nanos.addAndGet(Diagnosis.SETTLED.toNanos());
        leave(notice(1, 1, 1860), NOON);
        assertThat(texts(own))
                .containsExactly("another application server (app1:7) uses the nodes [" + A + ", " + B
                        + "], redundancy 1, consistency available, and this server [" + A + ", " + B
                        + "], redundancy 2, consistency available: set memshare.nodes, memshare.redundancy and"
                        + " memshare.consistency alike on all application servers");
    }

    /** While the list of nodes is changed, servers learn of it one after the other. */
    @Test
    void aServerThatUsesTheNodesDifferentlyForAMomentIsNoFinding() {
        AtomicReference<ServerNotice> notice = new AtomicReference<>(notice(2, 2, 1860));
        Diagnosis own = diagnosis(notice::get, NOON, Envelope.PLAIN);
        leave(notice(1, 1, 1860), NOON);
        assertThat(texts(own)).isEmpty();
        notice.set(notice(2, 1, 1860));
        assertThat(texts(own)).isEmpty();
        nanos.addAndGet(Diagnosis.SETTLED.toNanos());
        leave(notice(1, 1, 1860), NOON);
        assertThat(texts(own)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void afterAChangeOfTheListServersAreComparedWithTheNewOne() {
        AtomicReference<ServerNotice> notice = new AtomicReference<>(notice(2, 2, 1860));
        Diagnosis own = diagnosis(notice::get, NOON, Envelope.PLAIN);
        leave(notice(1, 1, 1860), NOON);
        texts(own);
        nanos.addAndGet(Diagnosis.SETTLED.toNanos());
        leave(notice(1, 1, 1860), NOON);
        assertThat(texts(own)).hasSize(1);
        notice.set(notice(2, 1, 1860));
        assertThat(texts(own)).isEmpty();
        assertThat(heard).containsExactly("found OTHER_NODES", "resolved OTHER_NODES");
    }

    @Test
    void whatWasFoundOnANodeIsOverWhenTheNodeIsRemoved() {
        Diagnosis own = diagnosis(notice(1, 2, 1860), NOON, Envelope.PLAIN);
        FakeNode twin = node(B, memory);
        own.runOnce(List.of(a, twin)).join();
        own.runOnce(List.of(a, twin)).join();
        nanos.addAndGet(Diagnosis.SETTLED.toNanos());
        own.runOnce(List.of(a, twin)).join();
        assertThat(own.findings()).extracting(Finding::node).contains(a.address());
        own.runOnce(List.of(twin)).join();
        assertThat(own.findings()).isEmpty();
        own.runOnce(List.of(twin)).join();
        assertThat(own.findings()).isEmpty();
    }

    @Test
    void namesAServerWithAnotherLifetime() {
        leave(notice(1, 2, 60), NOON);
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN)))
                .containsExactly(
                        "another application server (app1:7) keeps sessions for 60 s, and this server for 1860 s:"
                                + " set spring.session.timeout (or server.servlet.session.timeout) alike on all"
                                + " application servers");
    }

    @Test
    void namesAServerWhoseClockIsAheadByMoreThanASecond() {
        leave(notice(1, 2, 1860), NOON.plusMillis(1001));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN)))
                .singleElement()
                .asString()
                .contains("(app1:7) has a clock that is ahead of this server's by 1001 ms or more", "(NTP)");
    }

    /** The age of a notice makes a clock look slow, so that a slow clock is not told from an old notice. */
    @Test
    void aClockWithinASecondAndAnOldNoticeAreNoFinding() {
        leave(notice(1, 2, 1860), NOON.plusMillis(1000));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN))).isEmpty();
        leave(notice(1, 2, 1860), NOON.minusSeconds(50));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN))).isEmpty();
    }

    @Test
    void manyServersWithTheSameOtherLifetimeAreOneFinding() {
        Diagnosis own = diagnosis(notice(9, 2, 1860), NOON, Envelope.PLAIN);
        for (int server = 1; server <= 3; server++) {
            leave(notice(server, 2, 60), NOON);
            assertThat(texts(own)).hasSize(1);
        }
    }

    @Test
    void aServerFindsOneProcessUnderTwoNamesByItself() {
        Diagnosis own = diagnosis(notice(1, 2, 1860), NOON, Envelope.PLAIN);
        FakeNode twin = node(B, memory);
        own.runOnce(List.of(a, twin)).join();
        own.runOnce(List.of(a, twin)).join();
        // Somebody may have copied the notice once, who can only write.
        assertThat(own.findings()).isEmpty();
        nanos.addAndGet(Diagnosis.SETTLED.toNanos());
        own.runOnce(List.of(a, twin)).join();
        assertThat(own.findings())
                .extracting(Finding::text)
                .contains("memcached node " + A + " is the same process as node " + B
                        + ", so that a record on both has a single copy: remove one of them from memshare.nodes")
                .allMatch(text -> text.contains(A) && text.contains(B));
    }

    /** Another server may use another name for a node of this one; that is not a second copy. */
    @Test
    void aNameThatThisServerDoesNotUseIsNoSecondName() {
        Diagnosis other = diagnosis(notice(1, 2, 1860), NOON, Envelope.PLAIN);
        other.runOnce(List.of(node("cache-a:11211", memory))).join();
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN))).isEmpty();
    }

    private static Envelope sealed(SealingKey key) {
        return TestKeys.sealing("shop", PlainRecords.REFUSE, key).envelope();
    }

    @Test
    void namesAServerWithOtherKeysAndOneWithout() {
        texts(diagnosis(notice(1, 2, 1860), NOON, sealed(TestKeys.A)));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, sealed(TestKeys.B))))
                .singleElement()
                .asString()
                .contains("cannot open", "memshare.encryption.keys");
        assertThat(texts(diagnosis(notice(3, 2, 1860), NOON, Envelope.PLAIN)))
                .singleElement()
                .asString()
                .contains("cannot open");
        assertThat(texts(diagnosis(notice(4, 2, 1860), NOON, sealed(TestKeys.B))))
                .singleElement()
                .asString()
                .contains("cannot open");
    }

    @Test
    void serversWithTheSameKeysReadEachOther() {
        texts(diagnosis(notice(1, 2, 60), NOON, sealed(TestKeys.A)));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, sealed(TestKeys.A))))
                .singleElement()
                .asString()
                .contains("for 60 s");
    }

    @Test
    void aFindingIsToldOnceAndIsOverTwoMinutesAfterItWasSeenLast() {
        leave(notice(1, 2, 60), NOON);
        Diagnosis own = diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN);
        texts(own);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(119));
        assertThat(texts(own)).hasSize(1);
        assertThat(heard).containsExactly("found OTHER_LIFETIME");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(texts(own)).isEmpty();
        assertThat(heard).containsExactly("found OTHER_LIFETIME", "resolved OTHER_LIFETIME");
    }

    /** Whoever can write to a node can neither fill the memory of a server nor write lines of its log. */
    @Test
    void forgedNoticesAreBoundedAndMadePrintable() {
        Diagnosis own = diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN);
        for (int server = 100; server < 300; server++) {
            ServerNotice.NodeUse use =
                    new ServerNotice.NodeUse(List.of("x\nERROR forged" + server + "y".repeat(1000)), 1, "available");
            leave(new ServerNotice(server, "evil\r\nname", use, server), NOON);
            texts(own);
            nanos.addAndGet(server == 100 ? Diagnosis.SETTLED.toNanos() : 0);
            leave(new ServerNotice(server, "evil\r\nname", use, server), NOON);
            texts(own);
        }
        assertThat(own.findings()).extracting(Finding::kind).contains(Finding.Kind.OTHER_NODES);
        assertThat(own.findings())
                .hasSizeLessThanOrEqualTo(64)
                .allSatisfy(finding ->
                        assertThat(finding.text()).doesNotContain("\n", "\r").hasSizeLessThan(1000));
    }

    @Test
    void bytesOfALaterVersionAreIgnored() {
        byte[] later = {2, 1, 2, 3};
        memory.put(Key.of("shop:server"), new Reply.Hit(1, Checksum.of(later), 60, later));
        assertThat(texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN))).isEmpty();
    }

    @Test
    void aNodeThatIsDownIsNotAsked() {
        b.starting(true);
        texts(diagnosis(notice(2, 2, 1860), NOON, Envelope.PLAIN));
        assertThat(b.sent()).isEmpty();
        assertThat(a.sent()).hasSize(2);
    }

    @Test
    void theLayoutIsFrozen() {
        Request.Set put = (Request.Set) new NoticeCodec("shop", Envelope.PLAIN)
                .put(
                        new ServerNotice(
                                0x0102030405060708L, "h:1", new ServerNotice.NodeUse(List.of("a:1"), 1, "quorum"), 60),
                        NodeAddress.parse("a:1"),
                        0x18A0000000L);
        assertThat(HexFormat.of().formatHex(put.value()))
                .isEqualTo("01" + "0102030405060708" + "00000018a0000000" + text("a:1") + text("h:1") + "01"
                        + text("a:1") + "01" + text("quorum") + "3c");
        assertThat(put.key()).isEqualTo(Key.of("shop:server"));
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits((byte) bytes.length) + HexFormat.of().formatHex(bytes);
    }
}
