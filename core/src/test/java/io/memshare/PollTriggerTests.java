package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollTriggerTests {

    private static final NodeAddress NODE = NodeAddress.parse("node.test");

    private final List<Duration> polls = new ArrayList<>();
    private boolean ready;
    private final PollTrigger trigger = new PollTrigger(polls::add, () -> ready);

    @Test
    void aNodeThatComesOrGoesIsAReasonToPoll() {
        ready = true;
        trigger.up(NODE);
        trigger.down(NODE, "test");
        assertThat(polls).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void aFreshServerPollsWhenANodeTurnsOutToBeOutOfReachAndAfterItsSecondChance() {
        trigger.unreachable(NODE, "test");
        assertThat(polls).containsExactly(Duration.ZERO, CompletenessKeeper.SECOND_CHANCE);
        polls.clear();
        trigger.misconfigured(NODE, "test");
        assertThat(polls).containsExactly(Duration.ZERO, CompletenessKeeper.SECOND_CHANCE);
    }

    @Test
    void aNodeThatStaysOutOfReachIsNoReason() {
        ready = true;
        trigger.unreachable(NODE, "test");
        trigger.misconfigured(NODE, "test");
        assertThat(polls).isEmpty();
    }
}
