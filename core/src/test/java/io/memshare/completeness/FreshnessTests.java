package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FreshnessTests {

    private final Freshness freshness = new Freshness(100);

    @Test
    void aServerThatHasNotPolledYetNeedNotWait() {
        assertThat(freshness.at(1_000_000)).isCompleted();
    }

    @Test
    void afterAPauseTheNextPollIsAwaited() {
        freshness.polled(1_000);
        assertThat(freshness.at(1_099)).isCompleted();
        CompletableFuture<Void> paused = freshness.at(1_100);
        assertThat(paused).isNotDone();
        freshness.polled(1_100);
        assertThat(paused).isCompleted();
        assertThat(freshness.at(1_150)).isCompleted();
    }
}
