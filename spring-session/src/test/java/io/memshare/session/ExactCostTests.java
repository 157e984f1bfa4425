package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.FakeNode;
import io.memshare.node.Node;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.AllComplete;
import io.memshare.replication.Hints;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteLimits;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The exact commands of a request, and the values that they move, while all nodes are well. */
class ExactCostTests {

    private static final String ID = "a session";
    private static final long NOW = 1_700_000_000_000L;

    private final List<String> commands = new ArrayList<>();
    private final AtomicInteger values = new AtomicInteger();
    private final SessionStore store = store();

    private SessionStore store() {
        List<Node> nodes = IntStream.range(0, 3).mapToObj(this::node).toList();
        SessionKeys keys = new SessionKeys("memshare");
        Retention retention = Retention.of(Duration.ofHours(24));
        ReplicatedStore<SessionState> replicated = new ReplicatedStore<>(
                new SessionRecordType(new SessionStateCodec(), keys, retention),
                new Membership(new Placement(nodes, 3)),
                new AllComplete(),
                new Hints(),
                new WriteLimits(Duration.ofSeconds(1), () -> 0),
                ReplicationListener.NONE);
        return new SessionStore(replicated, retention, keys, () -> Instant.ofEpochMilli(NOW));
    }

    /** A node that keeps one item for each key, and counts. */
    private Node node(int index) {
        Map<Object, Reply.Hit> items = new HashMap<>();
        return new FakeNode("node" + index, request -> {
            commands.add(request.getClass().getSimpleName());
            Reply.Hit held = items.get(request.key());
            Reply reply = held == null ? Reply.Miss.MISS : held;
            if (request instanceof Request.Put put) {
                long token = held == null ? 1 : held.token() + 1;
                items.put(
                        request.key(),
                        new Reply.Hit(token, put.checksum(), put.timeToLive().seconds(), put.value()));
                values.incrementAndGet();
                reply = new Reply.Stored(token);
            } else if (request instanceof Request.Get get && held != null) {
                values.addAndGet(get.withValue() ? 1 : 0);
                reply = get.withValue() ? held : new Reply.Hit(held.token(), held.checksum(), held.secondsLeft(), null);
            }
            return CompletableFuture.completedFuture(reply);
        });
    }

    private static Live live() {
        LwwRegister interval = new LwwRegister(HybridTimestamp.of(NOW, 0), 1800);
        return new Live(NOW, interval, NOW, LwwMap.EMPTY);
    }

    private Snapshot created() {
        store.create(ID, live()).join();
        commands.clear();
        values.set(0);
        return ((SessionOutcome.Alive) store.find(ID).join()).snapshot();
    }

    @Test
    void aReadAsksEachReplicaOnceAndMovesOneValue() {
        created();
        assertThat(commands).containsExactly("Get", "Get", "Get");
        assertThat(values).hasValue(1);
    }

    @Test
    void aSaveWritesEachReplicaOnceAndReadsNothing() {
        Snapshot found = created();
        commands.clear();
        values.set(0);
        LwwMap changed = found.state()
                .attributes()
                .with(Map.of("a", new LwwMap.Entry(HybridTimestamp.of(NOW, 1), new byte[] {1})));
        Live next = new Live(NOW, found.state().maxInactiveSeconds(), NOW, changed);
        assertThat(store.update(next, found).join()).isInstanceOf(SessionOutcome.Alive.class);
        assertThat(commands).containsExactly("Put", "Put", "Put");
        assertThat(values).hasValue(3);
    }

    @Test
    void aNewSessionIsWrittenOnceToEachReplicaAndNotReadBefore() {
        store.create(ID, live()).join();
        assertThat(commands).containsExactly("Put", "Put", "Put");
        assertThat(values).hasValue(3);
    }

    @Test
    void anUnknownSessionIsAskedForOnce() {
        assertThat(store.find(ID).join()).isInstanceOf(SessionOutcome.Gone.class);
        assertThat(commands).containsExactly("Get", "Get", "Get");
    }
}
