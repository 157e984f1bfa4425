package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTests {

    private final Queue<Runnable> started = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();
    private Throwable failure;
    private final OneAtATime task = new OneAtATime(
            run -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException exception) {
                    throw exception;
                }
                started.add(run);
            },
            runs::incrementAndGet);

    @Test
    void aRunInProgressIsTheOnlyOne() {
        task.start();
        task.start();
        assertThat(started).hasSize(1);
        started.remove().run();
        task.start();
        assertThat(started).hasSize(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void withoutAThreadItIsTriedAgain() {
        failure = new OutOfMemoryError("unable to create native thread");
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(task::start);
        failure = null;
        task.start();
        assertThat(started).hasSize(1);
    }

    @Test
    void afterTheShutdownNothingHappens() {
        failure = new RejectedExecutionException();
        task.start();
        assertThat(started).isEmpty();
    }

    @Test
    void aRunThatFailsIsFollowedByAnother() {
        OneAtATime failing = new OneAtATime(started::add, () -> {
            throw new IllegalStateException("on purpose");
        });
        failing.start();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> started.remove().run());
        failing.start();
        assertThat(started).hasSize(1);
    }
}
