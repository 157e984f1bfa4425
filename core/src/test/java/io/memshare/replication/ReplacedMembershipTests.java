package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The nodes are replaced while requests of a store are under way. */
class ReplacedMembershipTests {

    private static final Key KEY = Key.of("k");

    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final FakeNode before = new FakeNode("10.0.0.1", request -> answer);
    private final FakeNode after = FakeNode.answering("10.0.0.2", Reply.Miss.MISS);
    private final Membership membership = new Membership(new Placement(List.of(before), 1));
    private final ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
            WordSet.TYPE,
            membership,
            new AllComplete(),
            new Hints(),
            new WriteLimits(Duration.ofSeconds(1), () -> 0),
            ReplicationListener.NONE);

    /** The nodes of the new list may vouch for other keys than those of the list that the read began with. */
    @Test
    void aReadDuringAChangeIsRepeatedOnTheNewNodes() {
        CompletableFuture<ReadResult<Set<String>>> read = store.read(KEY);
        membership.replace(new Placement(List.of(after), 1));
        answer.complete(Reply.Miss.MISS);

        assertThat(((ReadResult.Absent<Set<String>>) read.join()).replicas().nodes())
                .containsExactly(after);
    }

    @Test
    void aWriteThatStartsFromTheFormerNodesGoesToTheNewOnes() {
        Replicas basis = store.none(KEY);
        FakeNode next = new FakeNode(
                "10.0.0.2",
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Put ? new Reply.Stored(7) : Reply.Miss.MISS));
        membership.replace(new Placement(List.of(next), 1));

        WriteResult<Set<String>> written =
                store.write(KEY, Set.of("word"), basis, new TimeToLive(60)).join();
        assertThat(written).isInstanceOf(WriteResult.Kept.class);
        assertThat(next.sent()).hasSize(2).first().isEqualTo(new Request.Get(KEY, true));
        assertThat(before.sent()).isEmpty();
        assertThat(store.replace(KEY, Set.of("other"), basis, new TimeToLive(60))
                        .join())
                .isInstanceOf(WriteResult.Overtaken.class);
    }

    @Test
    void theNextReadUsesTheNewNodes() {
        membership.replace(new Placement(List.of(after), 1));

        assertThat(((ReadResult.Absent<Set<String>>) store.read(KEY).join())
                        .replicas()
                        .nodes())
                .containsExactly(after);
        assertThat(after.sent()).containsExactly(new Request.Get(KEY, true));
        assertThat(before.sent()).isEmpty();
    }
}
