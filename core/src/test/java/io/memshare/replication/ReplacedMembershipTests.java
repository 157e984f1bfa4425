package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Replica;
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

    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);

    private final Adopting completeness = new Adopting();
    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final FakeNode before = new FakeNode("10.0.0.1", request -> answer);
    private final FakeNode after = FakeNode.answering("10.0.0.2", Reply.Miss.MISS);
    private final Membership membership = new Membership(new Placement(List.of(before), 1));
    private final ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
            WordSet.TYPE,
            membership,
            completeness,
            new Hints(),
            new WriteLimits(Duration.ofSeconds(1), () -> 0),
            ReplicationListener.NONE);

    /** Nodes that are complete, except while a list is being adopted. */
    private static final class Adopting extends AllComplete {

        private CompletableFuture<Void> adopted = CompletableFuture.completedFuture(null);

        CompletableFuture<Void> adopt() {
            adopted = new CompletableFuture<>();
            return adopted;
        }

        @Override
        public CompletableFuture<Void> upToDate() {
            return adopted;
        }

        @Override
        public boolean vouches(Replica node, Reply voucher) {
            return adopted.isDone() && super.vouches(node, voucher);
        }
    }

    private static FakeNode taking(String name) {
        return new FakeNode(
                name,
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Put ? new Reply.Stored(7) : Reply.Miss.MISS));
    }

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
        FakeNode next = taking("10.0.0.2");
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

    /** All nodes of the record may have been replaced, and stopped when the list of this server was the new one. */
    @Test
    void aWriteThatFailsOnFormerNodesIsRepeatedOnTheNewOnes() {
        FakeNode next = taking("10.0.0.2");
        CompletableFuture<WriteResult<Set<String>>> written =
                store.write(KEY, Set.of("word"), store.none(KEY), new TimeToLive(60));
        membership.replace(new Placement(List.of(next), 1));
        answer.complete(LOST);

        assertThat(written.join()).isInstanceOf(WriteResult.Kept.class);
        assertThat(next.sent()).isNotEmpty();
    }

    @Test
    void aReplacementThatFailsOnFormerNodesIsOvertaken() {
        CompletableFuture<WriteResult<Set<String>>> replaced =
                store.replace(KEY, Set.of("word"), store.none(KEY), new TimeToLive(60));
        membership.replace(new Placement(List.of(after), 1));
        answer.complete(LOST);

        assertThat(replaced.join()).isInstanceOf(WriteResult.Overtaken.class);
    }

    /** Until a list is adopted, its nodes are in use already, and no node is complete. */
    @Test
    void aReadThatMeetsTheAdoptionOfAListIsRepeatedAfterIt() {
        Reply voucher = new Reply.Hit(1, 0, 0, new byte[0]);
        FakeNode vouching = new FakeNode(
                "10.0.0.2",
                request -> CompletableFuture.completedFuture(
                        request.equals(completeness.voucher()) ? voucher : Reply.Miss.MISS));
        FakeNode silent = FakeNode.answering("10.0.0.3", LOST);
        CompletableFuture<ReadResult<Set<String>>> read = store.read(KEY);
        CompletableFuture<Void> adopted = completeness.adopt();
        membership.replace(new Placement(List.of(vouching, silent), 2));
        answer.complete(Reply.Miss.MISS);
        CompletableFuture<ReadResult<Set<String>>> late = store.read(Key.of("another"));
        assertThat(read).isNotDone();
        assertThat(late).isNotDone();
        adopted.complete(null);

        assertThat(read.join()).isInstanceOf(ReadResult.Absent.class);
        assertThat(late.join()).isInstanceOf(ReadResult.Absent.class);
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
