package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.Voucher.Condition;
import io.memshare.completeness.Voucher.Coverage;
import io.memshare.completeness.VoucherPolicy.Change;
import io.memshare.completeness.VoucherPolicy.Reach;
import io.memshare.completeness.VoucherPolicy.View;
import io.memshare.node.NodeAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule by a case that it decides alone. */
class VoucherPolicyTests {

    private static final List<NodeAddress> NODES = List.of(NodeAddress.parse("a"));
    private static final NodeList AVAILABLE = NodeList.of(NODES, 1, NodeList.AVAILABLE);
    private static final NodeList QUORUM = NodeList.of(NODES, 1, NodeList.QUORUM);
    private static final Coverage COVERAGE = new Coverage(60, Set.of(), 0);
    private static final Voucher COMPLETE =
            new Voucher(Condition.COMPLETE, 1, 1, Set.of(), true, COVERAGE, Set.of(), Map.of());
    private static final Voucher INCOMPLETE =
            new Voucher(Condition.EMPTIED, 1, 1, Set.of(), false, COVERAGE, Set.of(), Map.of());
    private static final Voucher INTACT =
            new Voucher(Condition.INTACT, 1, 1, Set.of(QUORUM.fingerprint()), false, COVERAGE, Set.of(), Map.of());

    private static View view(Reach reach, @Nullable Voucher voucher) {
        return new View(reach, voucher, null, true, false, false, true, false, true);
    }

    private static View none() {
        return view(Reach.ANSWERED, null);
    }

    private static View lost(long nanos) {
        return new View(Reach.ANSWERED, null, nanos, true, false, false, true, false, true);
    }

    private static View complete() {
        return view(Reach.ANSWERED, COMPLETE);
    }

    private static View missing(View view) {
        return new View(
                view.reach(),
                view.voucher(),
                view.lostNanos(),
                true,
                view.foreign(),
                true,
                true,
                view.outlived(),
                true);
    }

    private static View outlived(View view, boolean listed) {
        return new View(view.reach(), view.voucher(), null, true, false, view.missed(), listed, true, true);
    }

    private static List<Change> decide(boolean waited, View... views) {
        return VoucherPolicy.decide(List.of(views), waited, AVAILABLE);
    }

    private static List<Change> decideByMajority(boolean waited, View... views) {
        return VoucherPolicy.decide(List.of(views), waited, QUORUM);
    }

    @Test
    void nodesWithoutAnyVoucherAreNewWhenAllAnswer() {
        assertThat(decide(false, none(), none(), none())).containsOnly(Change.FOUNDED);
    }

    @Test
    void ofNodesThatLostTheirMemoryTheFirstOneIsComplete() {
        assertThat(decide(false, lost(2), lost(1), lost(3)))
                .containsExactly(Change.EMPTIED, Change.FOUNDED, Change.EMPTIED);
        assertThat(decide(false, lost(1), lost(2), lost(1)))
                .containsExactly(Change.FOUNDED, Change.EMPTIED, Change.FOUNDED);
        assertThat(decide(false, lost(Long.MIN_VALUE), lost(Long.MAX_VALUE)))
                .containsExactly(Change.EMPTIED, Change.FOUNDED);
        assertThat(decideByMajority(false, lost(2), lost(1))).containsExactly(Change.EMPTIED, Change.FOUNDED);
    }

    @Test
    void aNodeThatNobodySawLoseItsMemoryDidSoBeforeTheOthers() {
        assertThat(decide(false, lost(1), none(), lost(2)))
                .containsExactly(Change.EMPTIED, Change.FOUNDED, Change.EMPTIED);
    }

    @Test
    void ifTheFirstOneMissedAWriteNoneIsComplete() {
        assertThat(decide(false, missing(lost(1)), lost(2))).containsOnly(Change.EMPTIED);
        assertThat(decide(true, missing(lost(1)), lost(2), view(Reach.SILENT, null)))
                .containsExactly(Change.EMPTIED, Change.FOUNDED, Change.NONE);
        assertThat(decide(true, lost(1), lost(2), view(Reach.SILENT, null)))
                .containsExactly(Change.FOUNDED, Change.EMPTIED, Change.NONE);
    }

    @Test
    void whatANewNodeMissedIsNotForgotten() {
        assertThat(decide(false, none(), missing(none()), none()))
                .containsExactly(Change.FOUNDED, Change.EMPTIED, Change.FOUNDED);
    }

    @Test
    void aSilentNodeMayHaveEverything() {
        View silent = view(Reach.SILENT, null);
        assertThat(decide(false, none(), none(), silent)).containsOnly(Change.NONE);
        assertThat(decide(true, none(), none(), silent)).containsExactly(Change.FOUNDED, Change.FOUNDED, Change.NONE);
        assertThat(decide(true, none(), silent, silent)).containsExactly(Change.EMPTIED, Change.NONE, Change.NONE);
        assertThat(decide(true, none(), silent)).containsExactly(Change.EMPTIED, Change.NONE);
        assertThat(decide(true, none(), none(), view(Reach.STARTING, null))).containsOnly(Change.NONE);
    }

    @Test
    void anEmptiedNodeIsNotNewWhileAnotherIsRemembered() {
        assertThat(decide(false, none(), complete())).containsExactly(Change.EMPTIED, Change.NONE);
        assertThat(decide(false, none(), view(Reach.SILENT, INCOMPLETE))).containsExactly(Change.EMPTIED, Change.NONE);
    }

    @Test
    void aNodeThatIsBeingGivenAVoucherIsNotTakenForEmptied() {
        View unsettled = new View(Reach.ANSWERED, null, null, false, false, false, true, false, true);
        assertThat(decide(false, unsettled, complete())).containsOnly(Change.NONE);
        assertThat(decide(false, unsettled, unsettled)).containsOnly(Change.FOUNDED);
    }

    @Test
    void whatWasMissedIsTold() {
        assertThat(decide(false, missing(complete()), complete())).containsExactly(Change.MISSED, Change.NONE);
        assertThat(decide(false, missing(view(Reach.ANSWERED, INCOMPLETE)), complete()))
                .containsExactly(Change.MISSED, Change.NONE);
        assertThat(decide(false, missing(view(Reach.SILENT, COMPLETE)), complete()))
                .containsExactly(Change.NONE, Change.NONE);
    }

    @Test
    void aNodeThatSomeServerDoesNotUseIsIncomplete() {
        View unlisted = new View(Reach.ANSWERED, COMPLETE, null, true, false, false, false, false, true);
        assertThat(decide(false, unlisted, complete())).containsExactly(Change.LOST, Change.NONE);
        View already = new View(Reach.ANSWERED, INCOMPLETE, null, true, false, false, false, false, true);
        assertThat(decide(false, already, complete())).containsOnly(Change.NONE);
    }

    @Test
    void whereMajoritiesCountNodesAreNewOnlyWhenAllSaySo() {
        View silent = view(Reach.SILENT, null);
        assertThat(decideByMajority(false, none(), none(), none())).containsOnly(Change.FOUNDED);
        assertThat(decideByMajority(true, none(), none(), silent))
                .containsExactly(Change.EMPTIED, Change.EMPTIED, Change.NONE);
    }

    @Test
    void whereMajoritiesCountANodeThatOnlyMissedWritesCanLoseItsWord() {
        View intact = new View(Reach.ANSWERED, INTACT, null, true, false, false, false, false, true);
        assertThat(decideByMajority(false, intact, complete())).containsExactly(Change.LOST, Change.NONE);
        assertThat(decide(false, intact, complete())).containsOnly(Change.NONE);
        View ofOthers = new View(Reach.ANSWERED, COMPLETE, null, true, false, false, false, false, true);
        assertThat(decideByMajority(false, ofOthers, complete())).containsOnly(Change.NONE);
        assertThat(decideByMajority(false, missing(complete()), complete()))
                .containsExactly(Change.MISSED, Change.NONE);
    }

    @Test
    void timeCompletesANodeUnlessSomethingSpeaksAgainstIt() {
        View incomplete = view(Reach.ANSWERED, INCOMPLETE);
        assertThat(decide(false, outlived(incomplete, true), complete())).containsExactly(Change.OUTLIVED, Change.NONE);
        assertThat(decide(false, outlived(incomplete, false), complete())).containsOnly(Change.NONE);
        assertThat(decide(false, outlived(missing(incomplete), true), complete()))
                .containsExactly(Change.MISSED, Change.NONE);
        View uncovered = new View(Reach.ANSWERED, INCOMPLETE, null, true, false, false, true, true, false);
        assertThat(decide(false, uncovered, complete())).containsExactly(Change.COVERED, Change.NONE);
    }

    @Test
    void aVoucherOfALaterVersionIsLeftAloneAndProvesThatNodesAreNotNew() {
        View foreign = new View(Reach.ANSWERED, null, null, true, true, true, true, false, true);
        assertThat(decide(true, foreign, none())).containsExactly(Change.NONE, Change.EMPTIED);
    }
}
