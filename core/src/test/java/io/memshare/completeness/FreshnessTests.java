package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FreshnessTests {

    private final Freshness freshness = new Freshness(100);

    private long nanos = 1_000_000;

    private CompletableFuture<Void> at(long now) {
        nanos = now;
        return freshness.at(() -> nanos);
    }

    @Test
    void aServerThatHasNotPolledYetNeedNotWait() {
        assertThat(at(1_000_000)).isCompleted();
    }

    @Test
    void afterAPauseTheNextPollIsAwaited() {
        freshness.polled(1_000);
        assertThat(at(1_099)).isCompleted();
        CompletableFuture<Void> paused = at(1_100);
        assertThat(paused).isNotDone();
        freshness.polled(1_100);
        assertThat(paused).isCompleted();
        assertThat(at(1_150)).isCompleted();
    }

    /** It may have read the nodes before the pause, and ended after it. */
    @Test
    void aPollThatThePauseInterruptedDoesNotCount() {
        freshness.polled(1_000);
        CompletableFuture<Void> paused = at(1_200);
        freshness.polled(1_001);
        assertThat(paused).isNotDone();
        freshness.polled(1_200);
        assertThat(paused).isCompleted();
    }
}
