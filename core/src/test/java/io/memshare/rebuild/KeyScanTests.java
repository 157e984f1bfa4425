package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.AllComplete;
import io.memshare.replication.Hints;
import io.memshare.replication.RecordType;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyScanTests {

    private static final List<Replica> NODES = IntStream.range(0, 4)
            .<Replica>mapToObj(i -> new Named(NodeAddress.parse("node" + i)))
            .toList();
    private static final Placement TWO_OF_FOUR = new Placement(NODES, 2);
    private static final Ticker NO_WAITING = new Ticker() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(long nanos) {}
    };

    private final RecordStores stores = new RecordStores();

    KeyScanTests() {
        stores.add("m:s:", store());
    }

    private static ReplicatedStore<Object> store() {
        RecordType<Object> noType = new NoRecords();
        return new ReplicatedStore<>(
                noType,
                new Membership(TWO_OF_FOUR),
                new AllComplete(),
                new Hints(),
                new WriteLimits(Duration.ofSeconds(1), () -> 0),
                ReplicationListener.NONE);
    }

    private KeyScan scan(KeyCrawler crawler) {
        return new KeyScan(crawler, TWO_OF_FOUR, stores, "m:", NO_WAITING);
    }

    @Test
    void aKeyConcernsTheNodesOfItsPreferenceListOnly() {
        for (int i = 0; i < 200; i++) {
            Key key = Key.of("m:s:" + i);
            List<Replica> concerned = NODES.stream()
                    .filter(node -> KeyScan.concerns(key, node, TWO_OF_FOUR, stores))
                    .toList();
            assertThat(concerned).hasSize(2).containsExactlyInAnyOrderElementsOf(TWO_OF_FOUR.replicas(key));
        }
    }

    @Test
    void aKeyOfNoStoreConcernsNoNode() {
        for (String text : List.of("m:voucher", "m:x:1", "m2:s:1", "m:s:", "m:s")) {
            assertThat(NODES).noneMatch(node -> KeyScan.concerns(Key.of(text), node, TWO_OF_FOUR, stores));
        }
    }

    @Test
    void eachSourceIsCrawledOnce() throws Exception {
        Replica target = NODES.get(0);
        List<Key> keys =
                IntStream.range(0, 100).mapToObj(i -> Key.of("m:s:" + i)).toList();
        List<NodeAddress> crawled = new ArrayList<>();
        KeyWindow window = scan((address, prefix, timeout, found) -> {
                    crawled.add(address);
                    keys.stream()
                            .filter(key -> key.hash() % 2 == 0 ^ crawled.size() == 1)
                            .forEach(key -> found.accept(key, 1));
                    return true;
                })
                .window(target, NODES.subList(1, 3), List.of(0L, 0L), null);
        assertThat(window.keys())
                .containsExactlyInAnyOrderElementsOf(keys.stream()
                        .filter(key -> TWO_OF_FOUR.replicas(key).contains(target))
                        .toList());
        assertThat(crawled).containsExactly(NODES.get(1).address(), NODES.get(2).address());
    }

    @Test
    void aBusyCrawlerIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        scan((address, prefix, timeout, found) -> asked.incrementAndGet() % 3 == 0)
                .window(NODES.get(0), NODES.subList(1, 2), List.of(0L), null);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aCrawlerThatIsBusyAllTheTimeIsAFailure() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> scan((address, prefix, timeout, found) -> false)
                        .window(NODES.get(0), NODES.subList(1, 2), List.of(0L), null))
                .withMessageContaining("node1:11211");
    }

    /** A node that is only placed. */
    private record Named(NodeAddress address) implements Replica {

        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public int largestValue() {
            return Integer.MAX_VALUE;
        }

        @Override
        public CompletableFuture<Reply> send(Request request) {
            return CompletableFuture.completedFuture(new Reply.Unavailable(Reply.Reason.DOWN));
        }

        @Override
        public Channel connection() {
            return this;
        }

        @Override
        public void distrust(Channel connection, String reason) {}
    }
}
