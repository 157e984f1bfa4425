package io.memshare.rebuild;

import static io.memshare.completeness.VoucherStatus.Kind.COMPLETE;
import static io.memshare.completeness.VoucherStatus.Kind.INCOMPLETE;
import static io.memshare.completeness.VoucherStatus.Kind.INTACT;
import static io.memshare.completeness.VoucherStatus.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.VoucherStatus;
import io.memshare.node.FakeNode;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.replication.Consistency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTests {

    @ParameterizedTest
    @CsvSource({
        "1, 3, 3, true",
        "0, 3, 3, false",
        "2, 3, 2, true",
        "1, 3, 2, false",
        "3, 4, 2, true",
        "2, 4, 2, false",
        "2, 4, 3, true",
        "1, 4, 3, false",
        "0, 4, 1, true",
        "0, 2, 2, false",
        "1, 2, 2, true"
    })
    void sufficeIfEachKeyHasOne(int sources, int nodes, int redundancy, boolean suffice) {
        assertThat(Sources.suffice(sources, nodes, redundancy, Consistency.AVAILABLE))
                .isEqualTo(suffice);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 3, true",
        "1, 3, 3, false",
        "3, 5, 5, true",
        "2, 5, 5, false",
        "3, 4, 3, true",
        "2, 4, 3, false",
        "2, 4, 4, true",
        "1, 4, 4, false",
        "0, 4, 1, true",
        "0, 1, 1, true"
    })
    void sufficeIfTheyShareOneWithEachMajority(int sources, int nodes, int redundancy, boolean suffice) {
        assertThat(Sources.suffice(sources, nodes, redundancy, Consistency.QUORUM))
                .isEqualTo(suffice);
    }

    /**
     * The formula above, by trying all majorities: each that the target was part of has another member among the
     * sources.
     */
    @Test
    void sourcesThatSufficeMeetEveryMajorityOfTheTarget() {
        for (int copies = 3; copies <= 7; copies++) {
            int needed = Consistency.QUORUM.needed(copies);
            int least = IntStream.rangeClosed(0, copies - 1)
                    .filter(meetsAll(copies, needed))
                    .min()
                    .orElseThrow();
            for (int sources = 0; sources < copies; sources++) {
                assertThat(Sources.suffice(sources, copies, copies, Consistency.QUORUM))
                        .as("%d of %d", sources, copies)
                        .isEqualTo(sources >= least);
            }
        }
    }

    /** The target is copy 0, the sources are 1 to n. */
    private static IntPredicate meetsAll(int copies, int needed) {
        return sources -> IntStream.range(0, 1 << copies)
                .filter(set -> (set & 1) != 0 && Integer.bitCount(set) == needed)
                .allMatch(set -> IntStream.rangeClosed(1, sources).anyMatch(source -> (set & (1 << source)) != 0));
    }

    private static Sources peers(VoucherStatus.Kind... kinds) {
        List<Replica> nodes = new ArrayList<>();
        List<VoucherStatus> statuses = new ArrayList<>();
        for (VoucherStatus.Kind kind : kinds) {
            FakeNode node = FakeNode.named("peer" + nodes.size());
            nodes.add(node);
            statuses.add(new VoucherStatus(kind, null, 0, node));
        }
        return new Sources(nodes, statuses);
    }

    private static int chosen(Consistency consistency, Sources peers) {
        return chosen(consistency, peers.nodes().size() + 1, peers);
    }

    private static int chosen(Consistency consistency, int redundancy, Sources peers) {
        List<Replica> all = new ArrayList<>(peers.nodes());
        all.add(FakeNode.named("target"));
        return Sources.choose(peers, new Placement(all, redundancy), consistency)
                .nodes()
                .size();
    }

    @Test
    void oneCompletePeerIsPreferredToAllWhereAnyCopyMayBeBelieved() {
        assertThat(chosen(Consistency.AVAILABLE, peers(COMPLETE, INCOMPLETE))).isEqualTo(1);
        assertThat(chosen(Consistency.AVAILABLE, peers(INCOMPLETE, INCOMPLETE))).isEqualTo(2);
        assertThat(chosen(Consistency.AVAILABLE, peers(INCOMPLETE, UNKNOWN))).isZero();
    }

    /**
     * One complete node of five does not have every record; without the others, no node would ever be complete again.
     */
    @Test
    void completePeersThatDoNotHaveEverythingAreGivenUpForAllThatAreInReach() {
        assertThat(chosen(Consistency.AVAILABLE, 2, peers(COMPLETE, INCOMPLETE, INCOMPLETE, INCOMPLETE)))
                .isEqualTo(4);
        assertThat(chosen(Consistency.AVAILABLE, 2, peers(COMPLETE, COMPLETE, COMPLETE, INCOMPLETE)))
                .isEqualTo(4);
        assertThat(chosen(Consistency.AVAILABLE, 2, peers(COMPLETE, COMPLETE, COMPLETE, COMPLETE)))
                .isEqualTo(4);
        assertThat(chosen(Consistency.AVAILABLE, 3, peers(COMPLETE, COMPLETE, COMPLETE, INCOMPLETE)))
                .isEqualTo(3);
        assertThat(chosen(Consistency.AVAILABLE, 2, peers(COMPLETE, INCOMPLETE, INCOMPLETE, UNKNOWN)))
                .isEqualTo(1);
    }

    @Test
    void whereMajoritiesCountTooFewAreGivenUpForAllThatAreInReach() {
        assertThat(chosen(Consistency.QUORUM, peers(COMPLETE, INTACT))).isEqualTo(2);
        assertThat(chosen(Consistency.QUORUM, peers(COMPLETE, INCOMPLETE))).isEqualTo(2);
        assertThat(chosen(Consistency.QUORUM, peers(COMPLETE, UNKNOWN))).isEqualTo(1);
        assertThat(chosen(Consistency.QUORUM, peers(COMPLETE, INTACT, INTACT, INCOMPLETE)))
                .isEqualTo(3);
    }
}
