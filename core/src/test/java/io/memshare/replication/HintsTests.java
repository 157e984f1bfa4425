package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.MemcachedNode;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeListener;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class HintsTests {

    private static final Set<String> GONE = Set.of("gone");

    private final Hints hints = new Hints();
    private final ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
            WordSet.TYPE,
            new Membership(new Placement(List.of(FakeNode.named("node.test")), 1)),
            new AllComplete(),
            hints,
            new WriteLimits(Duration.ofSeconds(1), () -> 0),
            ReplicationListener.NONE);

    private void add(NodeAddress address, int from, int to) {
        for (int i = from; i < to; i++) {
            hints.add(address, new Hints.Hint<>(store, Key.of("k" + i), GONE, WordSet.LIFE));
        }
    }

    private static String text(MemcachedServer server, String key) {
        byte[] value = server.value(key);
        return value == null ? "" : new String(value, StandardCharsets.US_ASCII);
    }

    private static void store(MemcachedServer server, String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        server.put(key, bytes, crc.getValue(), 100);
    }

    @Test
    void theOldestGivesWay() {
        FakeNode node = FakeNode.answering("node.test", Reply.Miss.MISS);
        add(node.address(), 0, 10_003);
        assertThat(hints.waiting(node.address())).isEqualTo(10_000);
        assertThat(hints.waiting(NodeAddress.parse("other.test"))).isZero();
        hints.deliver(node, node);
        assertThat(node.sent().stream().map(Request::key))
                .contains(Key.of("k3"))
                .doesNotContain(Key.of("k0"), Key.of("k1"), Key.of("k2"));
    }

    @Test
    void oneRecordHasOneHint() {
        NodeAddress address = NodeAddress.parse("node.test");
        add(address, 0, 1);
        add(address, 0, 1);
        assertThat(hints.waiting(address)).isOne();
    }

    @Test
    void whatIsNotTakenIsKept() {
        for (Reply reply :
                List.of(new Reply.Unavailable(Reply.Reason.CONNECTION_LOST), new Reply.Refused("out of memory"))) {
            FakeNode node = FakeNode.answering("node.test", reply);
            add(node.address(), 0, 70);
            assertThat(hints.deliver(node, node)).isCompletedExceptionally();
            assertThat(hints.waiting(node.address())).isEqualTo(70);
        }
    }

    @Test
    void hintsAreDeliveredBeforeTheNodeIsUsed() {
        try (MemcachedServer server = MemcachedServer.start();
                MemcachedNode threads = new MemcachedNode()) {
            NodeAddress address = NodeAddress.parse(server.address());
            add(address, 0, 200);
            store(server, "k0", "1old");
            store(server, "k1", "2of a later version");
            List<String> whenUp = new CopyOnWriteArrayList<>();
            Replica node = threads.start(server.address(), hints::deliver, new NodeListener() {
                @Override
                public void up(NodeAddress up) {
                    whenUp.add(text(server, "k0") + "," + text(server, "k1") + "," + text(server, "k199"));
                }
            });
            await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> node.isUp() && !whenUp.isEmpty());
            // Merged into what was there; left alone where a later version wrote; written where nothing was.
            assertThat(whenUp).containsExactly("1gone old,2of a later version,1gone");
            assertThat(hints.waiting(address)).isZero();
        }
    }
}
