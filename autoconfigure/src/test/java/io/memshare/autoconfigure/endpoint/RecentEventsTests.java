package io.memshare.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.endpoint.RecentEvents.Event;
import io.memshare.diagnosis.Finding;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildCounts;
import io.memshare.rebuild.RebuildResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentEventsTests {

    private static final NodeAddress ONE = NodeAddress.parse("10.0.0.1");
    private static final NodeAddress TWO = NodeAddress.parse("10.0.0.2");
    private static final Instant START = Instant.parse("2026-11-28T01:00:00Z");

    private Instant now = START;
    private final RecentEvents events = new RecentEvents(() -> now);

    private List<String> said() {
        return events.latest().stream()
                .map(event -> event.node() + " " + event.what())
                .toList();
    }

    @Test
    void theNewestComesFirst() {
        events.up(ONE);
        events.down(TWO, "no answer within 250 ms");
        assertThat(said()).containsExactly("10.0.0.2:11211 is down: no answer within 250 ms", "10.0.0.1:11211 is up");
    }

    @Test
    void whatIsSaidAgainAndAgainIsKeptOnceWithItsLastTime() {
        events.unreachable(ONE, "refused");
        events.up(TWO);
        now = START.plusSeconds(5);
        events.unreachable(ONE, "refused");
        assertThat(events.latest())
                .containsExactly(
                        new Event(now, "10.0.0.1:11211", "cannot be reached: refused", 2),
                        new Event(START, "10.0.0.2:11211", "is up", 1));
    }

    @Test
    void aNodeThatComesAndGoesIsToldEachTime() {
        for (int i = 0; i < 3; i++) {
            events.up(ONE);
            events.down(ONE, "lost");
        }
        assertThat(events.latest()).hasSize(6);
    }

    @Test
    void whatIsOldIsForgotten() {
        events.up(ONE);
        now = START.plus(RecentEvents.SPAN);
        events.up(TWO);
        assertThat(said()).hasSize(2);
        now = now.plus(Duration.ofMillis(1));
        assertThat(said()).containsExactly("10.0.0.2:11211 is up");
    }

    @Test
    void whatIsTooMuchPushesOutTheOldest() {
        events.evicts(TWO);
        for (int i = 0; i < RecentEvents.MOST / 2; i++) {
            events.up(ONE);
            events.down(ONE, "lost");
        }
        assertThat(said()).hasSize(RecentEvents.MOST).noneMatch(what -> what.contains("evicts"));
    }

    @Test
    void tellsWhatCameOfARebuild() {
        RebuildCounts counts = new RebuildCounts(12, 3, 0, 0, 1);
        events.started(ONE, List.of(TWO));
        events.finished(ONE, new RebuildResult(RebuildResult.Outcome.COMPLETE, "", counts, Duration.ofMillis(70)));
        events.finished(ONE, new RebuildResult(RebuildResult.Outcome.FAILED, "why", counts, Duration.ofMillis(7)));
        assertThat(said())
                .containsExactly(
                        "10.0.0.1:11211 was not rebuilt completely, as why: 12 records checked, 3 copied, in 7 ms",
                        "10.0.0.1:11211 was rebuilt: 12 records checked, 3 copied, in 70 ms",
                        "10.0.0.1:11211 is being rebuilt by this server from [10.0.0.2:11211]");
    }

    @Test
    void tellsOfTheLossOfEverythingAndOfFindings() {
        Finding crawler = new Finding(Finding.Kind.NO_CRAWLER, ONE, "has no crawler", "start it");
        Finding clock = new Finding(Finding.Kind.CLOCK_AHEAD, null, "is ahead", "synchronize");
        events.lostEverything();
        events.found(crawler);
        events.found(clock);
        events.resolved(crawler);
        assertThat(said())
                .containsExactly(
                        "10.0.0.1:11211 is over: has no crawler",
                        "another server is ahead: synchronize",
                        "10.0.0.1:11211 has no crawler: start it",
                        "all nodes have lost their memory: every session from before is gone");
    }
}
