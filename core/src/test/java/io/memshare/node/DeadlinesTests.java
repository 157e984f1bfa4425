package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Deadlines.Verdict;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final Reply TIMEOUT = new Reply.Unavailable(Reply.Reason.TIMEOUT);
    private static final ReplyTimeout LIMIT = new ReplyTimeout(100, 100);

    private final Deadlines deadlines = new Deadlines();
    private final CompletableFuture<Reply> first = new CompletableFuture<>();
    private final CompletableFuture<Reply> second = new CompletableFuture<>();

    private static Deadlines.Heard heard(int count) {
        return new Deadlines.Heard(count, 0);
    }

    @Test
    void nothingUnderWayIsQuiet() {
        assertThat(deadlines.sweep(1_000, LIMIT, heard(5))).isEqualTo(Verdict.QUIET);
    }

    @Test
    void whatIsNotDueIsLeftAlone() {
        deadlines.add(first, 0, LIMIT, 0);
        assertThat(deadlines.sweep(99, LIMIT, heard(0))).isEqualTo(Verdict.QUIET);
        assertThat(first).isNotDone();
        assertThat(deadlines.size()).isOne();
    }

    @Test
    void anAnswerIsInTime() {
        deadlines.add(first, 0, LIMIT, 0);
        first.complete(Reply.Miss.MISS);
        assertThat(deadlines.sweep(1_000, LIMIT, heard(1))).isEqualTo(Verdict.IN_TIME);
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aNodeThatSaidNothingSinceIsSilent() {
        deadlines.add(first, 0, LIMIT, 3);
        assertThat(deadlines.sweep(100, LIMIT, heard(3))).isEqualTo(Verdict.SILENT);
        assertThat(first).isCompletedWithValue(TIMEOUT);
    }

    @Test
    void aNodeThatSaidSomethingElseIsLate() {
        deadlines.add(first, 0, LIMIT, 3);
        assertThat(deadlines.sweep(100, LIMIT, heard(4))).isEqualTo(Verdict.LATE);
        assertThat(first).isCompletedWithValue(TIMEOUT);
    }

    @Test
    void theWorstRequestOfASweepCounts() {
        deadlines.add(first, 0, LIMIT, 3);
        deadlines.add(second, 0, LIMIT, 4);
        assertThat(deadlines.sweep(100, LIMIT, heard(4))).isEqualTo(Verdict.SILENT);
        CompletableFuture<Reply> late = new CompletableFuture<>();
        deadlines.add(late, 100, LIMIT, 4);
        deadlines.add(CompletableFuture.completedFuture(Reply.Miss.MISS), 100, LIMIT, 5);
        assertThat(deadlines.sweep(200, LIMIT, heard(6))).isEqualTo(Verdict.LATE);
    }

    @Test
    void aNodeThatIsNeededIsWaitedForAsLongAsItIsHeardOf() {
        ReplyTimeout patient = new ReplyTimeout(400, 175);
        deadlines.add(first, 0, LIMIT, 3);
        assertThat(deadlines.sweep(174, patient, heard(3))).isEqualTo(Verdict.QUIET);
        assertThat(deadlines.sweep(300, patient, new Deadlines.Heard(4, 126))).isEqualTo(Verdict.QUIET);
        assertThat(deadlines.sweep(301, patient, new Deadlines.Heard(4, 126))).isEqualTo(Verdict.LATE);
        deadlines.add(second, 1_000, patient, 4);
        assertThat(deadlines.sweep(1_399, LIMIT, new Deadlines.Heard(5, 1_300))).isEqualTo(Verdict.QUIET);
        assertThat(deadlines.sweep(1_400, LIMIT, new Deadlines.Heard(5, 1_300))).isEqualTo(Verdict.LATE);
    }

    @Test
    void failingAnswersEverything() {
        Reply lost = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);
        deadlines.add(first, 0, LIMIT, 0);
        deadlines.add(second, 50, LIMIT, 0);
        deadlines.fail(lost);
        assertThat(first).isCompletedWithValue(lost);
        assertThat(second).isCompletedWithValue(lost);
        assertThat(deadlines.size()).isZero();
    }
}
