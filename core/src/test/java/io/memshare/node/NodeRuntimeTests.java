package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeRuntimeTests {

    private static final Duration SOON = Duration.ofMillis(1);

    private final NodeRuntime runtime = new NodeRuntime(Duration.ofMillis(250), () -> 0);

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Waits until the timer has run all that is due now. */
    private void drain() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        runtime.after(Duration.ZERO, reached::countDown);
        assertThat(reached.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRepeatedTaskRunsUntilItIsCancelled() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        NodeRuntime.Task task = runtime.every(SOON, runs::incrementAndGet);
        await().atMost(Hang.LIMIT).until(() -> runs.get() >= 3);

        task.cancel();
        drain();
        int last = runs.get();
        CountDownLatch later = new CountDownLatch(20);
        runtime.every(SOON, later::countDown);

        assertThat(later.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(last);
    }

    @Test
    void aTaskThatFailsIsRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        runtime.every(SOON, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new AssertionError("the first run fails");
            }
        });
        await().atMost(Hang.LIMIT).until(() -> runs.get() >= 2);
    }

    @Test
    void aCancelledTaskDoesNotRunOnce() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        runtime.after(Duration.ofHours(1), runs::incrementAndGet).cancel();
        CountDownLatch ran = new CountDownLatch(1);
        runtime.after(SOON, ran::countDown);

        assertThat(ran.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(0);
    }

    @Test
    void afterItIsClosedATaskIsIgnored() {
        runtime.close();

        runtime.after(Duration.ZERO, () -> {}).cancel();
    }
}
