package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.CapturedLog;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackgroundTests {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void aFailureIsLoggedWithTheNameOfTheTask() {
        CompletableFuture<String> work = new CompletableFuture<>();
        Background.run("watering the plants", work);
        assertThat(log.text()).doesNotContain("watering");

        work.completeExceptionally(new IllegalStateException("no water"));

        assertThat(log.text()).contains("background task failed: watering the plants", "no water");
    }

    @Test
    void successIsNotLogged() {
        Background.run("watering the plants", CompletableFuture.completedFuture("done"));

        assertThat(log.text()).doesNotContain("watering");
    }
}
