package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTests {

    private static final long SECOND = 1_000_000_000L;
    private static final NodeAddress NODE = NodeAddress.parse("a");
    private static final List<NodeAddress> ONE = List.of(NodeAddress.parse("b"));
    private static final List<NodeAddress> TWO = List.of(NodeAddress.parse("b"), NodeAddress.parse("c"));

    private final Attempts attempts = new Attempts();

    @Test
    void theFirstIsDueAtOnce() {
        assertThat(attempts.isDue(NODE, ONE, 0)).isTrue();
    }

    @Test
    void afterAFailureThePauseGrowsToAMinute() {
        long now = 0;
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            attempts.ended(NODE, ONE, Outcome.FAILED, now);
            assertThat(attempts.isDue(NODE, ONE, now + seconds * SECOND - 1)).isFalse();
            now += seconds * SECOND;
            assertThat(attempts.isDue(NODE, ONE, now)).isTrue();
        }
    }

    @Test
    void anotherSourceMakesItDue() {
        attempts.ended(NODE, ONE, Outcome.INCOMPLETE, 0);
        assertThat(attempts.isDue(NODE, ONE, 59 * SECOND)).isFalse();
        assertThat(attempts.isDue(NODE, TWO, 0)).isTrue();
    }

    @Test
    void whatWasGivenUpIsTriedAgainSoonButNotAllTheTime() {
        long now = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            attempts.ended(NODE, ONE, Outcome.ABANDONED, now);
            assertThat(attempts.isDue(NODE, ONE, now + seconds * SECOND - 1)).isFalse();
            now += seconds * SECOND;
            assertThat(attempts.isDue(NODE, ONE, now)).isTrue();
        }
        attempts.ended(NODE, ONE, Outcome.COMPLETE, now);
        assertThat(attempts.isDue(NODE, ONE, now)).isTrue();
    }
}
