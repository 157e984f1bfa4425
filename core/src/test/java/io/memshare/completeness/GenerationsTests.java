package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenerationsTests {

    private final Generations generations = new Generations();
    private long seconds;

    /** One letter for the life of each of two nodes: - for no voucher, a blank for no answer. */
    private boolean lost(String lives) {
        Map<NodeAddress, @Nullable Long> answers = new HashMap<>();
        for (int i = 0; i < lives.length(); i++) {
            char life = lives.charAt(i);
            if (life != ' ') {
                answers.put(new NodeAddress("10.0.0." + (i + 1), 1), life == '-' ? null : (Long) (long) life);
            }
        }
        seconds++;
        return generations.isEverythingLost(answers, lives.length(), TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void newNodesHaveLostNothing() {
        assertThat(lost("--")).isFalse();
        assertThat(lost("ab")).isFalse();
        assertThat(lost("ab")).isFalse();
    }

    @Test
    void allNodesThatCameBackEmptyHaveLostEverythingOnce() {
        lost("ab");
        assertThat(lost("--")).isTrue();
        assertThat(lost("--")).isFalse();
        assertThat(lost("cd")).isFalse();
    }

    /** Another server may have given them new vouchers already. */
    @Test
    void nodesWithNewLivesHaveLostEverything() {
        lost("ab");
        lost("  ");
        assertThat(lost("cd")).isTrue();
        assertThat(lost("cd")).isFalse();
    }

    @Test
    void aNodeThatIsStillAwayMayHaveEverything() {
        lost("ab");
        assertThat(lost("- ")).isFalse();
        assertThat(lost("c ")).isFalse();
        assertThat(lost("cb")).isFalse();
    }

    @Test
    void theLastOneToComeBackEmptyTakesTheLastHope() {
        lost("ab");
        lost("c ");
        assertThat(lost("cd")).isTrue();
    }

    @Test
    void oneAfterTheOtherLosesNothing() {
        lost("ab");
        assertThat(lost("cb")).isFalse();
        assertThat(lost("cd")).isFalse();
        assertThat(lost("ed")).isFalse();
    }

    /** A server that was paused cannot know whether they were restarted one after the other. */
    @Test
    void afterAPauseNothingIsClaimed() {
        lost("ab");
        seconds += 10;
        assertThat(lost("cd")).isFalse();
        assertThat(lost("ef")).isTrue();
    }
}
