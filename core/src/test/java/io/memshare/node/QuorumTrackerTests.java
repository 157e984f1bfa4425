package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTrackerTests {

    private static QuorumTracker of(int nodes, int copies, int up) {
        QuorumTracker tracker = QuorumTracker.of(nodes, copies);
        for (int i = 0; i < up; i++) {
            tracker.nodeUp();
        }
        return tracker;
    }

    /** What must be up so that each record has a majority of its copies, wherever they are. */
    @ParameterizedTest
    @CsvSource({"3, 3, 2", "4, 4, 3", "5, 5, 3", "9, 9, 5", "5, 3, 4", "9, 3, 8"})
    void aNodeCanBeSparedDownToTheMajority(int nodes, int copies, int needed) {
        assertThat(of(nodes, copies, needed + 1).canSpareOne()).isTrue();
        assertThat(of(nodes, copies, needed).canSpareOne()).isFalse();
        assertThat(of(nodes, copies, needed).isReached()).isTrue();
        assertThat(of(nodes, copies, needed - 1).isReached()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "3, 1"})
    void withFewerThanThreeCopiesAnyNodeCanBeSpared(int nodes, int copies) {
        assertThat(of(nodes, copies, 1).canSpareOne()).isTrue();
        assertThat(of(nodes, copies, 1).isReached()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 1", "3, 3"})
    void aNodeIsNotRefusedForBeingSlowWhereThereIsNoOther(int nodes, int copies) {
        assertThat(of(nodes, copies, 0).isReached()).isFalse();
    }

    @Test
    void aNodeThatIsLostCounts() {
        QuorumTracker tracker = of(3, 3, 3);
        tracker.nodeDown();
        assertThat(tracker.canSpareOne()).isFalse();
        tracker.nodeUp();
        assertThat(tracker.canSpareOne()).isTrue();
    }
}
