package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.ListState.Phase;
import io.memshare.completeness.ListTransition.View;
import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a change of the list of nodes may advance: each condition by a case that it decides alone. */
class ListTransitionTests {

    private static final ListState THREE = ListState.configured(list(3, "a", "b", "c"));
    private static final ListState FILLING = THREE.filling(list(3, "a", "b", "d"), 7);
    private static final ListState SWITCHED = FILLING.switched();
    private static final ListState TWO_OF_FOUR = ListState.configured(list(2, "a", "b", "c", "d"));
    private static final ListState SPREAD = TWO_OF_FOUR.filling(list(2, "a", "b", "c", "e"), 7);

    private static NodeList list(int redundancy, String... nodes) {
        return NodeList.of(List.of(nodes).stream().map(NodeAddress::parse).toList(), redundancy, NodeList.AVAILABLE);
    }

    /** One word for each node: its name, a plus if it is filled, a minus if it is out of reach. */
    private static List<View> views(String... nodes) {
        List<View> views = new ArrayList<>();
        for (String node : nodes) {
            views.add(new View(NodeAddress.parse(node.substring(0, 1)), !node.endsWith("-"), node.endsWith("+")));
        }
        return views;
    }

    private static @Nullable ListState next(ListState own, List<ListState> others, String... nodes) {
        return ListTransition.next(own, true, others, views(nodes));
    }

    @Test
    void theNewListIsTrustedWhenAllServersWriteToItAndItsNodesAreFilled() {
        assertThat(next(FILLING, List.of(), "a+", "b+", "c+", "d+")).isEqualTo(SWITCHED);
        assertThat(next(FILLING, List.of(), "a+", "b+", "c", "d+")).isEqualTo(SWITCHED);
        assertThat(next(FILLING, List.of(), "a+", "b+", "c+", "d")).isNull();
        assertThat(next(FILLING, List.of(), "a+", "b", "c+", "d+")).isNull();
        assertThat(ListTransition.next(FILLING, false, List.of(), views("a+", "b+", "c+", "d+")))
                .isNull();
    }

    @Test
    void aServerThatDoesNotWriteToTheNewNodesIsWaitedFor() {
        assertThat(next(FILLING, List.of(THREE), "a+", "b+", "c+", "d+")).isNull();
        assertThat(next(FILLING, List.of(FILLING, SWITCHED), "a+", "b+", "c+", "d+"))
                .isEqualTo(SWITCHED);
        ListState another = THREE.filling(list(3, "a", "b", "e"), 7);
        assertThat(next(FILLING, List.of(another), "a+", "b+", "c+", "d+")).isNull();
    }

    @Test
    void aNodeOfBothListsMayBeOutOfReachAndANewOneMayNot() {
        assertThat(next(FILLING, List.of(), "a-", "b+", "c+", "d+")).isEqualTo(SWITCHED);
        assertThat(next(FILLING, List.of(), "a+", "b+", "c+", "d-")).isNull();
    }

    @Test
    void eachRecordNeedsANodeThatHasEverything() {
        assertThat(next(SPREAD, List.of(), "a-", "b+", "c+", "d+", "e+")).isEqualTo(SPREAD.switched());
        assertThat(next(SPREAD, List.of(), "a-", "b-", "c+", "d+", "e+")).isNull();
        assertThat(next(FILLING, List.of(), "a-", "b-", "c+", "d+")).isEqualTo(SWITCHED);
    }

    @Test
    void theFormerListIsGivenUpWhenNoServerTrustsIt() {
        assertThat(next(SWITCHED, List.of(FILLING), "a+", "b+", "c+", "d+")).isNull();
        assertThat(next(SWITCHED, List.of(SWITCHED, SWITCHED.stable()), "a+", "b+", "c+", "d+"))
                .isEqualTo(SWITCHED.stable());
        assertThat(next(SWITCHED, List.of(), "a+", "b+", "c-", "d-")).isEqualTo(SWITCHED.stable());
        assertThat(next(SWITCHED, List.of(), "a", "b", "c+", "d-")).isNull();
    }

    @Test
    void aStableListDoesNotChangeByItself() {
        assertThat(next(SWITCHED.stable(), List.of(), "a+", "b+", "d+")).isNull();
        assertThat(next(THREE, List.of(), "a+", "b+", "c+")).isNull();
    }

    @Test
    void neighboursTrustTheSameListOrWriteToTheSameNodes() {
        assertThat(FILLING.trusted()).isEqualTo(THREE.trusted());
        assertThat(SWITCHED.nodes()).containsExactlyInAnyOrderElementsOf(FILLING.nodes());
        assertThat(SWITCHED.stable().trusted()).isEqualTo(SWITCHED.trusted());
        NodeAddress gone = NodeAddress.parse("c");
        assertThat(FILLING.writesAll(gone, THREE.trusted())).isTrue();
        assertThat(SWITCHED.stable().contains(gone)).isFalse();
        NodeAddress shared = NodeAddress.parse("a");
        assertThat(SPREAD.writesAll(shared, TWO_OF_FOUR.trusted())).isTrue();
        assertThat(SPREAD.switched().stable().writesAll(shared, TWO_OF_FOUR.trusted()))
                .isFalse();
    }

    @Test
    void laterStatesWinAndOneOfTwoEqualOnesWinsEverywhere() {
        assertThat(FILLING.supersedes(THREE)).isTrue();
        assertThat(THREE.supersedes(FILLING)).isFalse();
        assertThat(SWITCHED.supersedes(FILLING)).isTrue();
        ListState another = THREE.filling(list(3, "a", "b", "e"), 7);
        assertThat(another.supersedes(FILLING)).isNotEqualTo(FILLING.supersedes(another));
        assertThat(FILLING.supersedes(FILLING)).isFalse();
        ListState late = FILLING.filling(list(3, "a", "b", "e"), 9);
        assertThat(SWITCHED.supersedes(late)).isTrue();
        assertThat(late.supersedes(SWITCHED)).isFalse();
    }

    @Test
    void theListOfAnotherClusterIsNeverAdopted() {
        ListState foreign = THREE.filling(list(3, "a", "b", "e"), 8).switched().stable();
        assertThat(foreign.supersedes(FILLING)).isFalse();
        assertThat(foreign.supersedes(THREE)).isTrue();
    }

    @Test
    void aVoucherOfAFormerUseOfTheSameListDoesNotCount() {
        NodeList before = SWITCHED.stable().trusted();
        NodeList again = SWITCHED.stable()
                .filling(list(3, "a", "b", "c"), 7)
                .switched()
                .stable()
                .filling(list(3, "a", "b", "d"), 7)
                .to();
        assertThat(again.hasSameNodes(before)).isTrue();
        assertThat(again.fingerprint()).isNotEqualTo(before.fingerprint());
    }

    private static NodeListChange proposed(ListState present, String... nodes) {
        List<NodeAddress> target =
                List.of(nodes).stream().map(NodeAddress::parse).toList();
        ListProposal proposal = ListProposal.of(present, target, 7);
        assertThat(proposal.outcome() == NodeListChange.ACCEPTED)
                .isEqualTo(proposal.next().epoch() == present.epoch() + 1);
        return proposal.outcome();
    }

    @Test
    void whatMayBeProposed() {
        assertThat(proposed(THREE, "a", "b", "d")).isEqualTo(NodeListChange.ACCEPTED);
        assertThat(proposed(THREE, "c", "b", "a")).isEqualTo(NodeListChange.UNCHANGED);
        assertThat(proposed(THREE, "d", "e", "f")).isEqualTo(NodeListChange.NO_SHARED_NODE);
        assertThat(proposed(TWO_OF_FOUR, "a")).isEqualTo(NodeListChange.TOO_FEW_NODES);
        assertThat(proposed(FILLING, "a", "b", "d")).isEqualTo(NodeListChange.UNCHANGED);
        assertThat(proposed(FILLING, "a", "b", "e")).isEqualTo(NodeListChange.ACCEPTED);
        assertThat(proposed(SWITCHED, "a", "b", "e")).isEqualTo(NodeListChange.CHANGING);
        ListState majority = ListState.configured(NodeList.of(THREE.trustedNodes(), 3, NodeList.QUORUM));
        assertThat(proposed(majority, "a", "b", "d")).isEqualTo(NodeListChange.QUORUM);
    }

    @Test
    void theNumberOfCopiesRemainsUnlessEveryNodeHasEverything() {
        assertThat(ListProposal.of(THREE, SPREAD.nodes(), 7).next().to().redundancy())
                .isEqualTo(5);
        assertThat(ListProposal.of(TWO_OF_FOUR, THREE.trustedNodes(), 7)
                        .next()
                        .to()
                        .redundancy())
                .isEqualTo(2);
    }

    @Test
    void aChangeThatHasNotBeenTrustedCanBeTakenBack() {
        ListState back = ListProposal.of(FILLING, THREE.trustedNodes(), 7).next();
        assertThat(back.phase()).isEqualTo(Phase.STABLE);
        assertThat(back.trusted()).isEqualTo(THREE.trusted());
        assertThat(back.supersedes(FILLING)).isTrue();
    }
}
