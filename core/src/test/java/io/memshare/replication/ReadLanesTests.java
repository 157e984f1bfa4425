package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadLanesTests {

    private static final Key KEY = Key.of("a");
    private static final ReadResult<Set<String>> FIRST = absent();
    private static final ReadResult<Set<String>> SECOND = absent();
    private static final ReadResult<Set<String>> REFUSED = absent();

    private final List<CompletableFuture<ReadResult<Set<String>>>> reads = new ArrayList<>();
    private final LargeKeys large = new LargeKeys();
    private long nanos;
    private final ReadLanes<ReadResult<Set<String>>> lanes =
            new ReadLanes<>(new Admission(large, () -> nanos), this::read, key -> REFUSED);

    private static ReadResult<Set<String>> absent() {
        return new ReadResult.Absent<>(new Replicas(List.of(), List.of(), List.of()));
    }

    private CompletableFuture<ReadResult<Set<String>>> read(Key key) {
        CompletableFuture<ReadResult<Set<String>>> answer = new CompletableFuture<>();
        reads.add(answer);
        return answer;
    }

    @Test
    void whoeverComesDuringAReadSharesTheNextOneAndNeverThePresentOne() {
        CompletableFuture<ReadResult<Set<String>>> one = lanes.read(KEY);
        CompletableFuture<ReadResult<Set<String>>> two = lanes.read(KEY);
        CompletableFuture<ReadResult<Set<String>>> three = lanes.read(KEY);
        assertThat(reads).hasSize(1);
        reads.get(0).complete(FIRST);
        assertThat(one).isCompletedWithValue(FIRST);
        assertThat(two).isNotDone();
        assertThat(reads).hasSize(2);
        reads.get(1).complete(SECOND);
        assertThat(two).isCompletedWithValue(SECOND);
        assertThat(three).isCompletedWithValue(SECOND);
        lanes.read(KEY);
        assertThat(reads).hasSize(3);
    }

    @Test
    void otherRecordsDoNotWait() {
        lanes.read(KEY);
        lanes.read(Key.of("b"));
        assertThat(reads).hasSize(2);
    }

    @Test
    void aReadThatFailsFreesTheLane() {
        CompletableFuture<ReadResult<Set<String>>> one = lanes.read(KEY);
        CompletableFuture<ReadResult<Set<String>>> two = lanes.read(KEY);
        reads.get(0).completeExceptionally(new IllegalStateException("broken"));
        assertThat(one).isCompletedExceptionally();
        assertThat(two).isNotDone();
        reads.get(1).complete(SECOND);
        assertThat(two).isCompletedWithValue(SECOND);
    }

    @Test
    void fewReadsOfLargeRecordsAreUnderWayAndOneThatWaitsTooLongIsRefused() {
        List<Key> keys = List.of(Key.of("b"), Key.of("c"), Key.of("d"), Key.of("e"), KEY);
        keys.forEach(key -> large.saw(key, Admission.MOST_BYTES / 4));
        List<CompletableFuture<ReadResult<Set<String>>>> answers =
                keys.stream().map(lanes::read).toList();
        lanes.read(Key.of("small"));
        assertThat(reads).as("small ones pass").hasSize(5);
        nanos += Admission.LONGEST_WAIT.toNanos() + 1;
        reads.get(0).complete(FIRST);
        assertThat(answers.get(4)).isCompletedWithValue(REFUSED);
        assertThat(reads).as("no node was asked").hasSize(5);
    }
}
