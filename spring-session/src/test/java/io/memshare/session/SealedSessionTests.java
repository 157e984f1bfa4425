package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.MemshareListener;
import io.memshare.MemshareSettings;
import io.memshare.Protection;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sealed sessions on real nodes, and servers whose keys differ. */
class SealedSessionTests {

    private static final int NODES = 3;

    @AutoClose
    private final Cluster cluster = Cluster.of(NODES, protection());

    private final SettableClock clock = SettableClock.stopped();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    Protection protection() {
        return Protection.NONE;
    }

    private MemshareSessionRepository server(Sealing sealing) {
        return server(cluster.settings(), sealing);
    }

    private MemshareSessionRepository server(MemshareSettings common, Sealing sealing) {
        MemshareSettings settings = common.toBuilder().sealing(sealing).build();
        return new MemshareSessionRepository(
                cluster.app(settings, clock, new MemshareListener() {
                    @Override
                    public void unreadable(NodeAddress node, Key key, String reason) {
                        refused.add(reason);
                    }
                }),
                SharedSessions.VALUES);
    }

    private static Sealing by(SealingKey... keys) {
        return TestKeys.sealing("memshare", PlainRecords.REFUSE, keys);
    }

    private static Sealing namedByC(SealingKey... keys) {
        KeyRing ring = new KeyRing(List.of(keys), List.of(TestKeys.C));
        return Sealing.by(() -> ring, "memshare", PlainRecords.REFUSE);
    }

    /** The compare-and-set token of each copy of each session, which changes with each write. */
    private Map<String, String> tokens(int nodes) {
        Map<String, String> tokens = new TreeMap<>();
        for (int node = 0; node < nodes; node++) {
            for (String key : Cluster.sessionKeys(cluster.server(node))) {
                tokens.put(node + key, cluster.server(node).command("mg " + key + " c"));
            }
        }
        return tokens;
    }

    /** Returns how many copies were written since their tokens were looked at. */
    private long writesSince(Map<String, String> before) {
        return tokens(NODES).entrySet().stream()
                .filter(copy -> !copy.getValue().equals(before.get(copy.getKey())))
                .count();
    }

    private void read(MemshareSessionRepository server, String id, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofMillis(20));
            MemshareSession session = found(server, id);
            session.setLastAccessedTime(clock.instant());
            assertThat(session.<String>getAttribute("name")).isEqualTo("value");
            server.save(session);
        }
    }

    private void put(int node, Key key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        cluster.server(node).put(key.text(), bytes, crc.getValue(), 1000);
    }

    @Test
    void nothingInANodeShowsIdNamesOrValues() {
        String id = saved(server(by(TestKeys.A)), "a-telling-name", "a-telling-value");

        for (int i = 0; i < NODES; i++) {
            for (String key : Cluster.sessionKeys(cluster.server(i))) {
                byte[] value = Objects.requireNonNull(cluster.server(i).value(key));
                String all = key + new String(value, StandardCharsets.ISO_8859_1);
                assertThat(all).doesNotContain(id, "telling");
                assertThat(value).startsWith(0xc1, 1);
            }
            assertThat(Cluster.sessionKeys(cluster.server(i)))
                    .doesNotContain(new SessionKeys("memshare").of(id).text());
        }
    }

    @Test
    void readingSessionsThatAnotherKeySealedWritesNothing() {
        MemshareSessionRepository one = server(namedByC(TestKeys.A, TestKeys.B));
        MemshareSessionRepository two = server(namedByC(TestKeys.B, TestKeys.A));
        String id = saved(one);
        Map<String, String> before = tokens(NODES);

        read(one, id, 500);
        read(two, id, 500);

        assertThat(writesSince(before)).isZero();
        assertThat(refused).isEmpty();
    }

    @Test
    void readingWritesNothingWhereTheNamesDifferToo() {
        MemshareSessionRepository one = server(by(TestKeys.A, TestKeys.B));
        MemshareSessionRepository two = server(by(TestKeys.B, TestKeys.A));
        String id = saved(one);
        Map<String, String> before = tokens(NODES);

        read(two, id, 500);
        read(one, id, 500);

        assertThat(writesSince(before)).isZero();
    }

    @Test
    void copiesThatDifferentKeysSealedAreTheSameAndAreLeftAlone() throws Exception {
        MemshareSessionRepository one = server(namedByC(TestKeys.A, TestKeys.B));
        MemshareSessionRepository two = server(namedByC(TestKeys.B, TestKeys.A));
        String id = saved(one);
        Key key = new SessionKeys("memshare", namedByC(TestKeys.A)).of(id);
        RecordId record = new RecordId("memshare", "session", key);
        byte[] byA = Objects.requireNonNull(cluster.server(1).value(key.text()));
        put(
                1,
                key,
                namedByC(TestKeys.B)
                        .envelope()
                        .wrap(record, namedByC(TestKeys.A).envelope().unwrap(record, byA)));
        assertThat(cluster.server(1).value(key.text())).isNotEqualTo(byA);
        Map<String, String> before = tokens(NODES);

        read(one, id, 500);
        read(two, id, 500);
        assertThat(writesSince(before)).isZero();

        MemshareSession changed = found(two, id);
        changed.setAttribute("name", "other");
        two.save(changed);
        assertThat(writesSince(before)).isEqualTo(NODES);
        assertThat(attribute(one, id, "name")).isEqualTo("other");
    }

    @Test
    void aNodeThatLostItsCopyGetsItWhileTheOthersAreLeftAlone() {
        String id = saved(server(namedByC(TestKeys.A, TestKeys.B)));
        MemshareSessionRepository two = server(namedByC(TestKeys.B, TestKeys.A));
        Key key = new SessionKeys("memshare", namedByC(TestKeys.A)).of(id);
        cluster.server(2).command("md " + key.text());
        Map<String, String> before = tokens(NODES);

        read(two, id, 1);
        await().atMost(Hang.LIMIT).until(() -> cluster.server(2).value(key.text()) != null);

        assertThat(writesSince(before)).isEqualTo(1);
        read(two, id, 10);
        assertThat(writesSince(before)).isEqualTo(1);
    }

    @Test
    void aServerWithAnotherFirstKeyRebuildsANodeAndLeavesTheOthersAlone() {
        MemshareSessionRepository one = server(namedByC(TestKeys.A, TestKeys.B));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(saved(one));
        }
        Map<String, String> before = tokens(2);
        cluster.server(2).restart();

        MemshareSettings rebuilding = cluster.impatientSettings().toBuilder()
                .sealing(namedByC(TestKeys.B, TestKeys.A))
                .rebuildEnabled(true)
                .build();
        MemshareSessionRepository two =
                new MemshareSessionRepository(cluster.start(rebuilding, clock), SharedSessions.VALUES);
        await().atMost(Hang.LIMIT)
                .until(() -> Cluster.sessionKeys(cluster.server(2)).size() == ids.size());

        assertThat(tokens(2)).isEqualTo(before);
        assertThat(refused).isEmpty();
        cluster.server(0).kill();
        cluster.server(1).kill();
        ids.forEach(id -> assertThat(attribute(two, id, "name")).isEqualTo("value"));
    }

    @Test
    void aRetiredKeyEndsSessionsAndLocksNobodyOut() {
        String id = saved(server(namedByC(TestKeys.A)));
        MemshareSessionRepository later = server(namedByC(TestKeys.B));

        assertThat(later.findById(id)).isNull();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(NODES);
        later.deleteById(id);
        String other = saved(later);
        assertThat(attribute(later, other, "name")).isEqualTo("value");
    }

    @Test
    void withARetiredKeyNobodyIsToldThatThereIsNoSessionWhileANodeIsAway() {
        String id = saved(server(namedByC(TestKeys.A)));
        MemshareSessionRepository later = server(cluster.impatientSettings(), namedByC(TestKeys.B));
        cluster.server(0).freeze();
        try {
            assertThat(outcome(later, id)).isEqualTo("unavailable");
        } finally {
            cluster.server(0).thaw();
        }
    }

    private static String outcome(MemshareSessionRepository server, String id) {
        try {
            return server.findById(id) == null ? "absent" : "found";
        } catch (SessionStoreUnavailableException ex) {
            return "unavailable";
        }
    }

    @Test
    void keysRotateWithoutARestartAndWithoutALogout() {
        AtomicReference<KeyRing> ring = new AtomicReference<>(KeyRing.of(List.of(TestKeys.A)));
        Sealing rotating = Sealing.by(ring::get, "memshare", PlainRecords.REFUSE);
        MemshareSessionRepository one = server(rotating);
        MemshareSessionRepository two = server(rotating);
        List<String> ids = new ArrayList<>();
        for (List<SealingKey> keys : List.of(
                List.of(TestKeys.A),
                List.of(TestKeys.A, TestKeys.B),
                List.of(TestKeys.B, TestKeys.A),
                List.of(TestKeys.B))) {
            ring.set(KeyRing.of(keys));
            ids.add(saved(one));
            nobodyUsesAnySession(Duration.ofMinutes(16));
            for (String id : ids) {
                read(two, id, 1);
                await().atMost(Hang.LIMIT).until(() -> stands(new SessionKeys("memshare", rotating).of(id)));
            }
        }
        ring.set(KeyRing.of(List.of(TestKeys.B)));
        ids.forEach(id -> assertThat(attribute(two, id, "name")).isEqualTo("value"));
    }

    private void nobodyUsesAnySession(Duration duration) {
        clock.advance(duration);
        for (int i = 0; i < NODES; i++) {
            for (String key : Cluster.sessionKeys(cluster.server(i))) {
                String answer = cluster.server(i).command("mg " + key + " t").strip();
                long left = Long.parseLong(answer.substring(answer.lastIndexOf('t') + 1)) - duration.toSeconds();
                cluster.server(i).command(left > 0 ? "mg " + key + " T" + left : "md " + key);
            }
        }
    }

    private boolean stands(Key key) {
        for (int i = 0; i < NODES; i++) {
            if (cluster.server(i).value(key.text()) == null) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aLogoutUnderOneNameIsOneUnderAll() {
        MemshareSessionRepository one = server(by(TestKeys.A, TestKeys.B));
        MemshareSessionRepository two = server(by(TestKeys.B, TestKeys.A));
        String id = saved(one);
        MemshareSession held = found(two, id);
        held.setAttribute("name", "changed");
        two.save(held);
        assertThat(attribute(one, id, "name")).isEqualTo("changed");

        one.deleteById(id);
        held.setAttribute("name", "late");
        two.save(held);

        assertThat(one.findById(id)).isNull();
        assertThat(two.findById(id)).isNull();
        assertThat(server(by(TestKeys.A)).findById(id)).isNull();
        assertThat(server(by(TestKeys.B)).findById(id)).isNull();
    }

    @Test
    void anIdThatWasChangedFindsNothingUnderAnyName() {
        MemshareSessionRepository one = server(by(TestKeys.A, TestKeys.B));
        MemshareSessionRepository two = server(by(TestKeys.B, TestKeys.A));
        String id = saved(one);
        MemshareSession written = found(two, id);
        written.setAttribute("name", "both");
        two.save(written);

        MemshareSession moved = found(two, id);
        String next = moved.changeSessionId();
        two.save(moved);

        for (MemshareSessionRepository server : List.of(one, two)) {
            assertThat(server.findById(id)).isNull();
            assertThat(attribute(server, next, "name")).isEqualTo("both");
        }
    }

    @Test
    void namesAreAsLongAsPlainOnes() {
        String key = new SessionKeys("memshare", by(TestKeys.A)).of("id").text();

        assertThat(key).startsWith("memshare:s:").hasSize(54);
        assertThat(Base64.getUrlDecoder().decode(key.substring(11))).hasSize(32);
    }

    @Test
    void aServerWithoutKeysLeavesSealedSessionsAlone() {
        String id = saved(server(by(TestKeys.A)));
        Key key = new SessionKeys("memshare", by(TestKeys.A)).of(id);
        byte[] sealed = Objects.requireNonNull(cluster.server(0).value(key.text()));
        Key plain = new SessionKeys("memshare").of(id);
        for (int i = 0; i < NODES; i++) {
            put(i, plain, sealed);
        }
        MemshareSessionRepository keyless = server(Sealing.NONE);

        assertThat(outcome(keyless, id)).isEqualTo("unavailable");
        assertThat(cluster.server(0).value(plain.text())).isEqualTo(sealed);
    }
}
