package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final Key LARGE = Key.of("large");

    private final LargeKeys large = new LargeKeys();
    private long nanos;
    private final Admission admission = new Admission(large, () -> nanos);
    private final List<CompletableFuture<String>> work = new ArrayList<>();

    AdmissionTests() {
        large.saw(LARGE, LargeKeys.LARGE_BYTES + 1);
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
        for (int i = 0; i < Admission.MOST_UNDER_WAY + 2; i++) {
            results.add(run());
        }
        assertThat(work).hasSize(Admission.MOST_UNDER_WAY);
        work.get(2).complete("done");
        assertThat(work).hasSize(Admission.MOST_UNDER_WAY + 1);
        work.get(Admission.MOST_UNDER_WAY).complete("fifth");
        assertThat(results.get(Admission.MOST_UNDER_WAY)).isCompletedWithValue("fifth");
        assertThat(work).hasSize(Admission.MOST_UNDER_WAY + 2);
    }

    @Test
    void whatFailsOrThrowsGivesItsPermitBack() {
        for (int i = 0; i < 3 * Admission.MOST_UNDER_WAY; i++) {
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
        assertThat(results.subList(Admission.MOST_UNDER_WAY, results.size()))
                .allSatisfy(result -> assertThat(result).isCompletedWithValue("refused"));
    }

    @Test
    void aRecordIsLargeWhileItWasLastSeenSo() {
        large.saw(LARGE, LargeKeys.LARGE_BYTES);
        for (int i = 0; i < 2 * Admission.MOST_UNDER_WAY; i++) {
            run();
        }
        assertThat(work).hasSize(2 * Admission.MOST_UNDER_WAY);
    }

    @Test
    void theKeySeenLeastRecentlyGivesWay() {
        LargeKeys two = new LargeKeys(2);
        two.saw(Key.of("a"), 100_000);
        two.saw(Key.of("b"), 100_000);
        assertThat(two.contains(Key.of("a"))).isTrue();
        two.saw(Key.of("c"), 100_000);
        assertThat(two.contains(Key.of("a"))).isTrue();
        assertThat(two.contains(Key.of("b"))).isFalse();
    }
}
