package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is believed while a node does not answer. */
class ReplicatedReadTests {

    private static final Key KEY = Key.of("k");
    private static final byte[] BYTES = WordSet.TYPE.encode(KEY, Set.of("old"));
    private static final Reply FOUND = new Reply.Hit(5, Checksum.of(BYTES), 50, BYTES);

    private final FakeNode silent = FakeNode.answering("b", new Reply.Unavailable(Reply.Reason.TIMEOUT));

    private ReadResult<Set<String>> read(boolean complete, Reply record) {
        FakeNode answering = new FakeNode(
                "a",
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Get get && get.key().equals(KEY) ? record : Reply.Miss.MISS));
        AllComplete completeness = new AllComplete() {
            @Override
            public boolean vouches(Replica node, Reply voucher) {
                return complete && node == answering;
            }
        };
        return new ReplicatedStore<>(
                        WordSet.TYPE,
                        new Membership(new Placement(List.of(answering, silent), 2)),
                        completeness,
                        new Hints(),
                        new WriteLimits(Duration.ofMillis(100), () -> 0),
                        ReplicationListener.NONE)
                .read(KEY)
                .join();
    }

    /** The silent node may have a newer state, or a tombstone. */
    @Test
    void whatAnIncompleteNodeHasIsNotBelieved() {
        assertThat(read(false, FOUND)).isInstanceOf(ReadResult.Unknown.class);
        assertThat(read(true, FOUND)).isInstanceOf(ReadResult.Found.class);
    }

    @Test
    void whatAnIncompleteNodeLacksIsNotBelieved() {
        assertThat(read(false, Reply.Miss.MISS)).isInstanceOf(ReadResult.Unknown.class);
        assertThat(read(true, Reply.Miss.MISS)).isInstanceOf(ReadResult.Absent.class);
    }
}
