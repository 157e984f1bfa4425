package io.memshare.session;

import static io.memshare.session.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.index.IndexEntry;
import io.memshare.node.Checksum;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Finding sessions by their users while nodes fail, keys are used, and indexes are full. */
class IndexUnderFaultsTests {

    @Test
    void aLoginThatANodeMissedIsFoundWhenItIsBackAndAnotherIsGone() {
        try (Logins logins = Logins.on(3)) {
            IndexedMemshareSessionRepository one = logins.server();
            IndexedMemshareSessionRepository two = logins.server();
            String before = login(one, "alice");
            logins.cluster.server(0).kill();
            String meanwhile = login(two, "alice");
            logins.cluster.server(0).restart();
            logins.cluster.server(1).kill();
            assertThat(one.findByPrincipalName("alice"))
                    .containsOnlyKeys(logins.handle(before), logins.handle(meanwhile));
        }
    }

    @Test
    void nobodyIsSaidToHaveNoSessionsWhenNobodyCanTell() {
        try (Logins logins = Logins.on(2)) {
            IndexedMemshareSessionRepository server = logins.server();
            login(server, "alice");
            logins.cluster.server(0).kill();
            logins.cluster.server(1).kill();
            assertThatExceptionOfType(SessionStoreUnavailableException.class)
                    .isThrownBy(() -> server.findByPrincipalName("alice"));
            MemshareSession session = server.createSession();
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
            assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> server.save(session));
        }
    }

    @Test
    void aSealedIndexIsFoundByItsKeyOnly() {
        try (Logins logins = new Logins(2, TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A))) {
            IndexedMemshareSessionRepository server = logins.server();
            String id = login(server, "alice");
            assertThat(logins.server().findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
            String key = logins.indexKeys(0).iterator().next();
            assertThat(new String(logins.cluster.server(0).value(key), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SessionHandle.name(logins.handle(id)));
            try (Logins plain = Logins.on(2)) {
                login(plain.server(), "alice");
                assertThat(plain.indexKeys(0)).doesNotContain(key);
            }
        }
    }

    /** Puts an index of as many sessions as there may be on each node, all of which are not there. */
    private static void fill(Logins logins, String key, Instant since) {
        HybridTimestamp at = HybridTimestamp.of(since.toEpochMilli(), 0);
        byte[] index = RecordSink.collect(sink -> {
            sink.putByte(1);
            sink.putVarint(100_000);
            sink.putVarint(SessionIndex.MOST_SESSIONS);
            for (int i = 0; i < SessionIndex.MOST_SESSIONS; i++) {
                String name = String.format("%043d", i);
                byte[] entry = RecordSink.collect(new IndexEntry(at, Long.MAX_VALUE, name.substring(0, 22))::write);
                sink.putText(name);
                sink.putLong(at.packed());
                sink.putVarint(entry.length + 1L);
                sink.putBytes(entry);
            }
        });
        for (int i = 0; i < logins.cluster.size(); i++) {
            logins.cluster.server(i).put(key, index, Checksum.of(index) & 0xFFFF_FFFFL, 100_000);
        }
    }

    @Test
    void aFullIndexRefusesALoginAndLosesNothing() {
        try (Logins logins = Logins.on(1)) {
            IndexedMemshareSessionRepository server = logins.server();
            String before = login(server, "alice");
            String key = logins.indexKeys(0).iterator().next();
            fill(logins, key, logins.clock.instant());
            MemshareSession anonymous = server.createSession();
            server.save(anonymous);
            MemshareSession session = SharedSessions.found(server, anonymous.getId());
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
            assertThatExceptionOfType(SessionIndexFullException.class)
                    .isThrownBy(() -> server.save(session))
                    .withMessageContaining("has 10000 living sessions")
                    .satisfies(full -> assertThat(full.getMessage()).doesNotContain("alice"));
            session.setAttribute("error", "shown");
            server.save(session);
            assertThat(SharedSessions.found(server, anonymous.getId()).getAttributeNames())
                    .containsExactly("error");
            assertThat(server.findById(before)).isNotNull();
            login(server, "bob");
        }
    }

    @Test
    void anIndexFullOfSessionsThatAreGoneMakesRoom() {
        try (Logins logins = Logins.on(1)) {
            IndexedMemshareSessionRepository server = logins.server();
            login(server, "alice");
            String key = logins.indexKeys(0).iterator().next();
            fill(logins, key, logins.clock.instant().minus(Duration.ofHours(2)));
            String id = login(server, "alice");
            assertThat(server.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
            await().atMost(Hang.LIMIT).until(() -> logins.cluster.server(0).value(key).length < 300);
        }
    }
}
