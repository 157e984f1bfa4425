package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final Key LARGE = Key.of("large");
    private static final int SEVERAL = 4;

    private final LargeKeys large = new LargeKeys();
    private long nanos;
    private final Admission admission = new Admission(large, () -> nanos);
    private final List<CompletableFuture<String>> work = new ArrayList<>();

    AdmissionTests() {
        large.saw(LARGE, Admission.MOST_BYTES / SEVERAL);
    }

    private CompletableFuture<String> run() {
        return admission.run(
                LARGE,
                () -> {
                    work.add(new CompletableFuture<>());
                    return work.get(work.size() - 1);
                },
                () -> "refused");
    }

    @Test
    void theOrderIsThatOfArrival() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < SEVERAL + 2; i++) {
            results.add(run());
        }
        assertThat(work).hasSize(SEVERAL);
        work.get(2).complete("done");
        assertThat(work).hasSize(SEVERAL + 1);
        work.get(SEVERAL).complete("fifth");
        assertThat(results.get(SEVERAL)).isCompletedWithValue("fifth");
        assertThat(work).hasSize(SEVERAL + 2);
    }

    @Test
    void aRecordThatIsLargerThanAllTogetherMayBeIsAloneUnderWay() {
        large.saw(LARGE, 2 * Admission.MOST_BYTES);
        run();
        run();
        assertThat(work).hasSize(1);
        work.get(0).complete("done");
        assertThat(work).hasSize(2);
    }

    @Test
    void aSmallerOneDoesNotOvertakeALargerOneThatWaits() {
        run();
        large.saw(LARGE, Admission.MOST_BYTES);
        run();
        large.saw(LARGE, Admission.MOST_BYTES / SEVERAL);
        run();
        assertThat(work).hasSize(1);
        work.get(0).complete("done");
        assertThat(work).as("the larger one, alone").hasSize(2);
        work.get(1).complete("done");
        assertThat(work).hasSize(3);
    }

    @Test
    void whatFailsOrThrowsGivesItsPermitBack() {
        for (int i = 0; i < 3 * SEVERAL; i++) {
            assertThat(admission.<String>run(
                            LARGE,
                            () -> {
                                throw new OutOfMemoryError("on purpose");
                            },
                            () -> "refused"))
                    .isCompletedExceptionally();
            assertThat(admission.<String>run(
                            LARGE,
                            () -> CompletableFuture.failedFuture(new IllegalStateException("broken")),
                            () -> "refused"))
                    .isCompletedExceptionally();
        }
        run();
        assertThat(work).hasSize(1);
    }

    @Test
    void thousandsThatWaitedTooLongAreRefusedWithoutADeepStack() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            results.add(run());
        }
        nanos += Admission.LONGEST_WAIT.toNanos() + 1;
        work.get(0).complete("done");
        assertThat(results.subList(SEVERAL, results.size()))
                .allSatisfy(result -> assertThat(result).isCompletedWithValue("refused"));
    }

    @Test
    void aRecordIsLargeWhileItWasLastSeenSo() {
        large.saw(LARGE, LargeKeys.LARGE_BYTES);
        for (int i = 0; i < 2 * SEVERAL; i++) {
            run();
        }
        assertThat(work).hasSize(2 * SEVERAL);
    }

    @Test
    void theKeySeenLeastRecentlyGivesWay() {
        LargeKeys two = new LargeKeys(2);
        two.saw(Key.of("a"), 100_000);
        two.saw(Key.of("b"), 100_000);
        assertThat(two.bytes(Key.of("a"))).isEqualTo(100_000);
        two.saw(Key.of("c"), 100_000);
        assertThat(two.bytes(Key.of("a"))).isEqualTo(100_000);
        assertThat(two.bytes(Key.of("b"))).isZero();
    }

    /** It has no memory for what follows, for example. */
    @Test
    void whatCannotBeFollowedGivesItsPermitBack() {
        for (int i = 0; i < 3 * SEVERAL; i++) {
            CompletableFuture<String> broken = new CompletableFuture<>() {
                @Override
                public <U> CompletableFuture<U> handle(BiFunction<? super String, Throwable, ? extends U> fn) {
                    throw new AssertionError("on purpose");
                }
            };
            assertThat(admission.<String>run(LARGE, () -> broken, () -> "refused"))
                    .isCompletedExceptionally();
        }
        run();
        assertThat(work).hasSize(1);
    }

    @Test
    void aRefusalThatFailsDoesNotKeepTheOthersWaiting() {
        for (int i = 0; i < SEVERAL; i++) {
            run();
        }
        CompletableFuture<String> failing = admission.run(LARGE, CompletableFuture::new, () -> {
            throw new AssertionError("on purpose");
        });
        CompletableFuture<String> other = run();
        nanos += Admission.LONGEST_WAIT.toNanos() + 1;
        work.get(0).complete("done");
        assertThat(failing).isCompletedExceptionally();
        assertThat(other).isCompletedWithValue("refused");
    }
}
