package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** From when on a fresh server believes what nodes vouch for. */
class ReadinessTests {

    private static final Reply DOWN = new Reply.Unavailable(Reply.Reason.DOWN);

    private long nanos;
    private final FakeNode answering = FakeNode.answering("a", Reply.Miss.MISS);
    private final FakeNode other = FakeNode.answering("b", Reply.Miss.MISS);
    private final FakeNode silent = FakeNode.answering("c", DOWN);

    private CompletenessKeeper keeper(FakeNode... nodes) {
        List<FakeNode> all = List.of(nodes);
        return new CompletenessKeeper(
                Servers.profile(all.stream().map(FakeNode::address).toList(), 2, () -> nanos),
                new CompletenessListener() {});
    }

    @Test
    void whenAllNodesAnswerItIsReadyAtOnce() {
        CompletenessKeeper keeper = keeper(answering, other);
        assertThat(keeper.ready()).isNotDone();
        keeper.poll(List.of(answering, other)).join();
        assertThat(keeper.ready()).isDone();
    }

    /** Its vouchers are those of the former list until then. */
    @Test
    void requestsWaitWhileAListIsAdopted() {
        FakeNode one = FakeNode.answering("a", Reply.Miss.MISS);
        FakeNode two = new FakeNode(
                "b",
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Put ? new Reply.Stored(1) : Reply.Miss.MISS));
        CompletenessKeeper keeper = keeper(one, two);
        List<CompletableFuture<Void>> meanwhile = new ArrayList<>();
        keeper.lists().useBy(new ListUser() {
            @Override
            public void use(ListState state) {
                meanwhile.add(keeper.upToDate());
                assertThat(meanwhile.get(0)).isNotDone();
            }

            @Override
            public void used(ListState state) {}

            @Override
            public boolean isSettled() {
                return true;
            }
        });
        assertThat(keeper.upToDate()).isCompleted();
        assertThat(keeper.lists().begin(List.of(two.address()), List.of(one, two)))
                .isCompletedWithValue(NodeListChange.ACCEPTED);
        assertThat(meanwhile).hasSize(1).allMatch(CompletableFuture::isDone);
        assertThat(keeper.upToDate()).isCompleted();
    }

    @Test
    void aNodeThatIsStillDialledForTheFirstTimeIsWaitedFor() {
        CompletenessKeeper keeper = keeper(answering, silent);
        silent.starting(true);
        keeper.poll(List.of(answering, silent)).join();
        nanos += CompletenessKeeper.LONGEST_START.toNanos() - 1;
        keeper.poll(List.of(answering, silent)).join();
        assertThat(keeper.ready()).isNotDone();
    }

    /** Requests wait for this, and a name may take half a minute to be looked up. */
    @Test
    void aNodeThatIsDialledForLongIsNotWaitedFor() {
        CompletenessKeeper keeper = keeper(answering, silent);
        silent.starting(true);
        keeper.poll(List.of(answering, silent)).join();
        nanos += CompletenessKeeper.LONGEST_START.toNanos();
        keeper.poll(List.of(answering, silent)).join();
        assertThat(keeper.ready()).isNotDone();
        nanos += CompletenessKeeper.SECOND_CHANCE.toNanos();
        keeper.poll(List.of(answering, silent)).join();
        assertThat(keeper.ready()).isDone();
    }

    @Test
    void aNodeThatCouldNotBeReachedHasASecondChance() {
        CompletenessKeeper keeper = keeper(answering, silent);
        keeper.poll(List.of(answering, silent)).join();
        nanos += CompletenessKeeper.SECOND_CHANCE.toNanos() - 1;
        keeper.poll(List.of(answering, silent)).join();
        assertThat(keeper.ready()).isNotDone();
        nanos++;
        keeper.poll(List.of(answering, silent)).join();
        assertThat(keeper.ready()).isDone();
    }
}
