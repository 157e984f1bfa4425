package io.memshare.session;

import static io.memshare.session.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.index.IndexEntry;
import io.memshare.node.Checksum;
import io.memshare.state.Live;
import io.memshare.testkit.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many sessions of one user as there may be end by a constant number of writes, counted by memcached. */
class TenThousandSessionsTests {

    private static final int SESSIONS = SessionIndex.MOST_SESSIONS;
    private static final int NODES = 3;

    private final Logins logins = Logins.on(NODES);
    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    @AfterEach
    void stop() {
        logins.close();
    }

    private long sets() {
        long sum = 0;
        for (int i = 0; i < NODES; i++) {
            sum += logins.cluster.server(i).counter("cmd_set");
        }
        return sum;
    }

    /** Stores sessions and their index record without the reads and writes of as many logins. */
    private List<String> sessions() {
        login(one, "alice");
        String key = logins.indexKeys(0).iterator().next();
        RepositoryParts parts =
                RepositoryParts.withHandles(logins.cluster.app(logins.cluster.settings(), logins.clock));
        HybridTimestamp at = HybridTimestamp.of(logins.clock.millis(), 0);
        Map<String, IndexEntry> entries = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        List<CompletableFuture<SessionOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            String id = "session-" + i;
            String name = parts.keys().name(parts.keys().of(id));
            IndexEntry entry = new IndexEntry(at, 1L << 40, SessionIndex.family(name));
            LwwMap attributes = LwwMap.EMPTY.with(Map.of(
                    IndexMarker.attributeName(PRINCIPAL_NAME_INDEX_NAME),
                    new LwwMap.Entry(at, new IndexMarker("alice", entry).bytes())));
            writes.add(parts.store()
                    .create(
                            id,
                            new Live(
                                    logins.clock.millis(),
                                    new LwwRegister(at, 1800),
                                    logins.clock.millis(),
                                    attributes)));
            entries.put(name, entry);
            ids.add(id);
            if (writes.size() == 200) {
                writes.forEach(CompletableFuture::join);
                writes.clear();
            }
        }
        put(key, at, entries);
        return ids;
    }

    private void put(String key, HybridTimestamp at, Map<String, IndexEntry> entries) {
        byte[] index = RecordSink.collect(sink -> {
            sink.putByte(1);
            sink.putVarint(100_000);
            sink.putVarint(entries.size());
            entries.forEach((name, entry) -> {
                byte[] value = RecordSink.collect(entry::write);
                sink.putText(name);
                sink.putLong(at.packed());
                sink.putVarint(value.length + 1L);
                sink.putBytes(value);
            });
        });
        for (int i = 0; i < NODES; i++) {
            logins.cluster.server(i).put(key, index, Checksum.of(index) & 0xFFFF_FFFFL, 100_000);
        }
    }

    @Test
    void theyEndOnEveryServerByAConstantNumberOfWrites() {
        List<String> ids = sessions();
        assertThat(one.findByPrincipalName("alice")).hasSize(SESSIONS);
        long before = sets();
        assertThat(new MemshareSessions(two).end("alice")).isEqualTo(SESSIONS);
        long written = sets() - before;
        // Beside the writes of the end, each server tells each node once a second that it uses it.
        assertThat(written).isLessThan(SESSIONS / 50);
        await().atMost(Hang.LIMIT).until(() -> one.findById(ids.get(0)) == null);
        for (IndexedMemshareSessionRepository server : List.of(one, two, logins.server())) {
            for (int i = 0; i < SESSIONS; i += 7) {
                assertThat(server.findById(ids.get(i))).as("session %s", i).isNull();
            }
            assertThat(server.findByPrincipalName("alice")).isEmpty();
        }
        String next = login(one, "alice");
        assertThat(two.findById(next)).isNotNull();
    }
}
