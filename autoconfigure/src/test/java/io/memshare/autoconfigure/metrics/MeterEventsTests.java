package io.memshare.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildCounts;
import io.memshare.rebuild.RebuildResult;
import io.memshare.replication.WriteSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that a healthy store does not have. */
class MeterEventsTests {

    private static final NodeAddress NODE = NodeAddress.parse("10.0.0.1");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventMeters events = new EventMeters(registry);
    private final ReplicationMeters replication = new ReplicationMeters(registry);
    private final SessionMeters sessions = new SessionMeters(registry);

    @BeforeEach
    void register() {
        events.register(NODE);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @ParameterizedTest
    @CsvSource({
        "out of memory storing object, memory",
        "SERVER_ERROR object too large for cache, size",
        "something that no version has said yet, other"
    })
    void aRefusalIsToldByAFewReasons(String message, String reason) {
        events.refused(NODE, Key.of("k"), message);
        assertThat(count("memshare.records.refused", "reason", reason)).isEqualTo(1);
        assertThat(registry.get("memshare.records.refused").counters()).hasSize(3);
    }

    @Test
    void aRecordThatIsLostIsCountedOnce() {
        events.unreadableEverywhere(Key.of("k"));
        assertThat(count("memshare.records.lost")).isEqualTo(1);
    }

    @Test
    void aRebuildIsTimedByItsOutcome() {
        RebuildCounts counts = new RebuildCounts(10, 4, 0, 0, 0);
        events.finished(NODE, new RebuildResult(RebuildResult.Outcome.FAILED, "why", counts, Duration.ofMillis(70)));
        assertThat(registry.get("memshare.rebuilds")
                        .tag("outcome", "failed")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(70);
        assertThat(count("memshare.rebuild.records")).isEqualTo(4);
    }

    @Test
    void anEventOfANodeThatHasLeftBringsNoMeterBack() {
        events.leave(NODE);
        registry.clear();
        events.down(NODE, "closed");
        events.hinted(NODE);
        events.refused(NODE, Key.of("k"), "out of memory");
        RebuildCounts counts = new RebuildCounts(10, 4, 0, 0, 0);
        events.finished(NODE, new RebuildResult(RebuildResult.Outcome.FAILED, "why", counts, Duration.ofMillis(70)));
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aWriteThatWasNotKeptIsNotOneWithFewCopies() {
        replication.written(new WriteSummary("session", WriteSummary.Result.NOT_KEPT, 100, 0, 3, 0, 1));
        assertThat(count("memshare.writes", "result", "not-kept")).isEqualTo(1);
        assertThat(count("memshare.writes.incomplete")).isZero();
    }

    @Test
    void whatCannotBeReadAndWhatIsOverIsCounted() {
        sessions.unreadableAttribute();
        sessions.expired();
        sessions.outdated();
        assertThat(count("memshare.attributes.unreadable")).isEqualTo(1);
        assertThat(count("memshare.sessions.expired")).isEqualTo(1);
        assertThat(count("memshare.sessions.outdated")).isEqualTo(1);
    }
}
