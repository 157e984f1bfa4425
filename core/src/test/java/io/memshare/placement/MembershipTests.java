package io.memshare.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.memshare.node.Channel;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeId;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembershipTests {

    private static final List<NodeId> NAMES =
            IntStream.range(0, 5).mapToObj(i -> new NodeId("cache-" + i)).toList();

    /** A node with a name of its own, wherever it is. */
    private record Named(NodeId id, NodeAddress address) implements Replica {

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public Channel connection() {
            return this;
        }

        @Override
        public void distrust(Channel connection, String reason) {}

        @Override
        public int largestValue() {
            return Integer.MAX_VALUE;
        }

        @Override
        public CompletableFuture<Reply> send(Request request) {
            return CompletableFuture.completedFuture(Reply.Miss.MISS);
        }
    }

    private static Placement at(String network) {
        return new Placement(
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> new Named(NAMES.get(i), NodeAddress.parse(network + i)))
                        .toList(),
                2);
    }

    private static List<NodeId> replicas(Placement placement, Key key) {
        return placement.replicas(key).stream().map(Replica::id).toList();
    }

    @Test
    void aWriteThatBeganWithFormerNodesIsWaitedFor() {
        Placement before = at("10.0.0.");
        Membership membership = new Membership(before);
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> written = membership.write(placement -> {
            assertThat(placement).isSameAs(before);
            return first;
        });
        assertThat(membership.isSettled()).isTrue();
        membership.replace(at("10.9.9."));
        assertThat(membership.write(placement -> second)).isNotDone();
        assertThat(membership.isSettled()).isFalse();
        first.complete("done");
        assertThat(written).isCompletedWithValue("done");
        assertThat(membership.isSettled()).isTrue();
    }

    @Test
    void aWriteThatCannotBeginIsNotWaitedFor() {
        Membership membership = new Membership(at("10.0.0."));
        assertThatIllegalStateException()
                .isThrownBy(() -> membership.write(placement -> {
                    throw new IllegalStateException();
                }));
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException());
        assertThat(membership.write(placement -> failed)).isCompletedExceptionally();
        membership.replace(at("10.9.9."));
        assertThat(membership.isSettled()).isTrue();
    }

    /** The copies of both lists, those that are trusted first. */
    @Test
    void whileTheListIsChangedAKeyIsOnTheNodesOfBothLists() {
        List<FakeNode> nodes = IntStream.range(0, 6)
                .mapToObj(i -> FakeNode.named("node" + i + ".test"))
                .toList();
        Placement before = new Placement(nodes.subList(0, 5), 2);
        Placement after = new Placement(nodes.subList(1, 6), 2);
        for (Placement both : List.of(before.filling(after), before.switchedFrom(after))) {
            assertThat(both.nodes()).containsExactlyInAnyOrderElementsOf(nodes);
            assertThat(both.trustedNodes()).isEqualTo(before.nodes());
            assertThat(both.redundancy()).isEqualTo(2);
            for (int i = 0; i < 100; i++) {
                Key key = Key.of("k" + i);
                assertThat(both.replicas(key).subList(0, 2)).isEqualTo(before.replicas(key));
                assertThat(both.replicas(key)).doesNotHaveDuplicates().containsAll(after.replicas(key));
            }
        }
    }

    @Test
    void aNodeThatMovesToAnotherAddressKeepsItsKeys() {
        Placement before = at("10.0.0.");
        Placement after = at("10.9.9.");

        for (int i = 0; i < 1_000; i++) {
            Key key = Key.of("k" + i);
            assertThat(replicas(after, key)).isEqualTo(replicas(before, key));
        }
    }

    @Test
    void aNodeWithoutANameIsPlacedByItsAddress() {
        Replica unnamed = FakeNode.named("10.0.0.1");

        assertThat(unnamed.id()).isEqualTo(new NodeId("10.0.0.1:11211"));
    }

    @Test
    void whatWasTakenBeforeAReplacementStaysAsItWas() {
        Placement first = at("10.0.0.");
        Membership membership = new Membership(first);
        Placement taken = membership.current();
        Placement second = at("10.9.9.");

        membership.replace(second);

        assertThat(taken).isSameAs(first);
        assertThat(membership.current()).isSameAs(second);
    }
}
