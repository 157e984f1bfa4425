package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WordSet;
import io.memshare.replication.WriteResult;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node has been given before it is used again. */
class RejoinTests {

    private static final Key KEY = Key.of("memshare:w:k");

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final List<NodeAddress> nodes = servers.startAll(2).stream()
            .map(server -> NodeAddress.parse(server.address()))
            .toList();

    @Test
    void aTombstoneThatANodeMissedIsThereBeforeTheNodeIsUsed() {
        MemcachedServer away = servers.get(1);
        CompletableFuture<Boolean> there = new CompletableFuture<>();
        try (Memshare memshare = Memshare.open(MemshareSettings.builder(nodes).build())) {
            await().atMost(Hang.LIMIT).until(() -> memshare.completeNodes().size() == 2);
            away.kill();
            await().atMost(Hang.LIMIT).until(() -> !memshare.nodes().get(1).up());
            ReplicatedStore<Set<String>> words = memshare.store(WordSet.TYPE, "memshare:w:");
            assertThat(words.write(KEY, Set.of("gone"), words.none(KEY), new TimeToLive(100))
                            .join())
                    .isInstanceOf(WriteResult.Kept.class);
            memshare.addListener(new MemshareListener() {
                @Override
                public void up(NodeAddress address) {
                    there.complete(away.value(KEY.text()) != null);
                }
            });
            away.restart();
            assertThat(there).succeedsWithin(Hang.LIMIT).isEqualTo(true);
        }
    }
}
