package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.CompletenessListener;
import io.memshare.completeness.ServerProfile;
import io.memshare.completeness.Servers;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.FakeItems;
import io.memshare.node.FakeNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may not have happened to a source while a node was filled from it. */
class UnchangedSourcesTests {

    private final FakeItems sourceItems = new FakeItems(() -> 0);
    private final FakeNode source = FakeNode.holding("a", sourceItems);
    private final FakeNode target = FakeNode.holding("b", new FakeItems(() -> 0));
    private final List<FakeNode> nodes = List.of(source, target);
    private final ServerProfile self =
            Servers.profile(nodes.stream().map(FakeNode::address).toList(), 2, () -> 0);
    private final CompletenessKeeper keeper = new CompletenessKeeper(self, CompletenessListener.NONE);
    private final CompletenessKeeper other = new CompletenessKeeper(self, CompletenessListener.NONE);

    private VoucherStatus status(FakeNode node) {
        return keeper.filling().status(node).join();
    }

    @BeforeEach
    void bothNodesAreComplete() {
        keeper.poll(nodes).join();
        keeper.poll(nodes).join();
    }

    @Test
    void aSourceThatIsAsItWasIsUnchanged() {
        Sources sources = new Sources(List.of(source), List.of(status(source)));
        assertThat(sources.areUnchanged(target, status(target), keeper.filling()))
                .isTrue();
    }

    /** A write that the target missed during the rebuild may be on the source only. */
    @Test
    void aSourceWithANewNoteAboutTheTargetHasChanged() {
        Sources sources = new Sources(List.of(source), List.of(status(source)));
        VoucherStatus since = status(target);
        other.note(source, source.address(), target.address(), false).join();
        assertThat(sources.areUnchanged(target, since, keeper.filling())).isFalse();
    }

    /** What it had may be gone, and was then not copied. */
    @Test
    void aSourceThatLostItsMemoryHasChanged() {
        Sources sources = new Sources(List.of(source), List.of(status(source)));
        sourceItems.clear();
        assertThat(sources.areUnchanged(target, status(target), keeper.filling()))
                .isFalse();
        keeper.poll(nodes).join();
        assertThat(sources.areUnchanged(target, status(target), keeper.filling()))
                .isFalse();
    }

    @Test
    void aSourceThatMissedAWriteHasChanged() {
        Sources sources = new Sources(List.of(source), List.of(status(source)));
        VoucherStatus since = status(target);
        other.note(target, target.address(), source.address(), false).join();
        other.poll(nodes).join();
        assertThat(sources.areUnchanged(target, since, keeper.filling())).isFalse();
    }
}
