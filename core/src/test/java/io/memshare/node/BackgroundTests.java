package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundTests {

    @Test
    void aFailureIsLoggedWithTheNameOfTheTask(CapturedOutput output) {
        CompletableFuture<String> work = new CompletableFuture<>();
        Background.run("watering the plants", work);
        assertThat(output.getAll()).doesNotContain("watering");

        work.completeExceptionally(new IllegalStateException("no water"));

        assertThat(output.getAll()).contains("background task failed: watering the plants", "no water");
    }

    @Test
    void successIsNotLogged(CapturedOutput output) {
        Background.run("watering the plants", CompletableFuture.completedFuture("done"));

        assertThat(output.getAll()).doesNotContain("watering");
    }
}
