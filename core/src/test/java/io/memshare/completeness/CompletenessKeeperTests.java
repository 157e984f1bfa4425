package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeItems;
import io.memshare.node.FakeNode;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server knows of nodes, and what it makes of it. */
class CompletenessKeeperTests {

    /** Goes on with each look at it. */
    private long nanos;

    private final FakeItems firstItems = new FakeItems(() -> 0);
    private final FakeItems secondItems = new FakeItems(() -> 0);
    private final FakeNode first = FakeNode.holding("a", firstItems);
    private final FakeNode second = FakeNode.holding("b", secondItems);
    private final List<FakeNode> nodes = List.of(first, second);
    private final ServerProfile self =
            Servers.profile(nodes.stream().map(FakeNode::address).toList(), 2, () -> nanos++);
    private final CompletenessKeeper keeper = new CompletenessKeeper(self, CompletenessListener.NONE);

    private Reply voucherReply(FakeNode node) {
        return node.send(new Request.Get(self.codec().keys().voucher(), true)).join();
    }

    private boolean vouches(FakeNode node) {
        return keeper.vouches(node, voucherReply(node));
    }

    private boolean isComplete(FakeNode node) {
        return Objects.requireNonNull(self.codec().voucher(node.address(), voucherReply(node)))
                .complete();
    }

    /** The first poll announces this server; from the second one on it has been seen everywhere. */
    @BeforeEach
    void bothNodesAreComplete() {
        keeper.poll(nodes).join();
        keeper.poll(nodes).join();
        assertThat(nodes).allMatch(this::vouches);
    }

    @Test
    void whatANodeMissesIsKnownBeforeAnyNoteTellsOfIt() {
        long write = keeper.missedWrite(second.address());
        assertThat(vouches(second)).isFalse();
        assertThat(vouches(first)).isTrue();

        keeper.writeNoted(second.address(), write);
        assertThat(vouches(second)).isTrue();
    }

    /** A restarted process counts from 0. A node that was flushed goes on counting, and must not pass for evicting. */
    @Test
    void theEvictionsOfANodeWithoutAVoucherAreForgottenOnlyIfItHasReconnected() {
        keeper.evicted(second.address(), 6);
        secondItems.all().clear();
        keeper.poll(nodes).join();
        assertThat(keeper.filling().evictions(second.address())).isEqualTo(6);
        secondItems.all().clear();
        keeper.greet(second, second, nodes).join();
        assertThat(keeper.filling().evictions(second.address())).isZero();
    }

    @Test
    void anIncompleteNodeDoesNotVouch() {
        assertThat(keeper.filling().setBack(second)).isCompletedWithValue(true);
        assertThat(vouches(second)).isFalse();
        assertThat(vouches(first)).isTrue();
    }

    /** Others may take it for stopped by then, and no longer count with its list. */
    @Test
    void aServerThatWasPausedIsNotAnnouncedBeforeItsNextPoll() {
        assertThat(nodes).allMatch(keeper::isAnnounced);
        nanos += Duration.ofMinutes(1).toNanos();
        assertThat(nodes).noneMatch(keeper::isAnnounced);
        keeper.poll(nodes).join();
        assertThat(nodes).allMatch(keeper::isAnnounced);
    }

    @Test
    void aPollLearnsWhatAnotherServerNoted() {
        CompletenessKeeper other = new CompletenessKeeper(self, CompletenessListener.NONE);
        other.note(first, first.address(), second.address(), false).join();
        keeper.poll(nodes).join();
        assertThat(isComplete(second)).isFalse();
        assertThat(isComplete(first)).isTrue();
    }

    /** What was written after the first loss is on the first node alone. */
    @Test
    void ofNodesThatLoseTheirMemoryTheFirstOneIsComplete() {
        secondItems.clear();
        keeper.poll(nodes).join();
        firstItems.clear();
        keeper.poll(nodes).join();
        assertThat(isComplete(second)).isTrue();
        assertThat(isComplete(first)).isFalse();
    }

    @Test
    void nodesThatLoseTheirMemoryTogetherAreBothComplete() {
        firstItems.clear();
        secondItems.clear();
        keeper.poll(nodes).join();
        assertThat(nodes).allMatch(this::isComplete);
    }
}
