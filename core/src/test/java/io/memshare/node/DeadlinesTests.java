package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Deadlines.Verdict;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final Reply TIMEOUT = new Reply.Unavailable(Reply.Reason.TIMEOUT);
    private static final long LIMIT = 100;

    private final Deadlines deadlines = new Deadlines();
    private final CompletableFuture<Reply> first = new CompletableFuture<>();
    private final CompletableFuture<Reply> second = new CompletableFuture<>();

    @Test
    void nothingUnderWayIsQuiet() {
        assertThat(deadlines.sweep(1_000, LIMIT, 5)).isEqualTo(Verdict.QUIET);
    }

    @Test
    void whatIsNotDueIsLeftAlone() {
        deadlines.add(first, 0, 0);
        assertThat(deadlines.sweep(99, LIMIT, 0)).isEqualTo(Verdict.QUIET);
        assertThat(first).isNotDone();
        assertThat(deadlines.size()).isOne();
    }

    @Test
    void anAnswerIsInTime() {
        deadlines.add(first, 0, 0);
        first.complete(Reply.Miss.MISS);
        assertThat(deadlines.sweep(1_000, LIMIT, 1)).isEqualTo(Verdict.IN_TIME);
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aNodeThatSaidNothingSinceIsSilent() {
        deadlines.add(first, 0, 3);
        assertThat(deadlines.sweep(100, LIMIT, 3)).isEqualTo(Verdict.SILENT);
        assertThat(first).isCompletedWithValue(TIMEOUT);
    }

    @Test
    void aNodeThatSaidSomethingElseIsLate() {
        deadlines.add(first, 0, 3);
        assertThat(deadlines.sweep(100, LIMIT, 4)).isEqualTo(Verdict.LATE);
        assertThat(first).isCompletedWithValue(TIMEOUT);
    }

    @Test
    void theWorstRequestOfASweepCounts() {
        deadlines.add(first, 0, 3);
        deadlines.add(second, 0, 4);
        assertThat(deadlines.sweep(100, LIMIT, 4)).isEqualTo(Verdict.SILENT);
        CompletableFuture<Reply> late = new CompletableFuture<>();
        deadlines.add(late, 100, 4);
        deadlines.add(CompletableFuture.completedFuture(Reply.Miss.MISS), 100, 5);
        assertThat(deadlines.sweep(200, LIMIT, 6)).isEqualTo(Verdict.LATE);
    }

    @Test
    void failingAnswersEverything() {
        Reply lost = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);
        deadlines.add(first, 0, 0);
        deadlines.add(second, 50, 0);
        deadlines.fail(lost);
        assertThat(first).isCompletedWithValue(lost);
        assertThat(second).isCompletedWithValue(lost);
        assertThat(deadlines.size()).isZero();
    }
}
