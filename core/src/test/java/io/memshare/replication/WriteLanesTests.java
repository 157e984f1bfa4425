package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.WriteLanes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WriteLanesTests {

    private static final Key KEY = Key.of("a");
    private static final Replicas NONE = new Replicas(List.of(), List.of(), List.of());

    private final List<Change<Set<String>>> writes = new ArrayList<>();
    private final List<CompletableFuture<WriteResult<Set<String>>>> answers = new ArrayList<>();
    private final LargeKeys large = new LargeKeys();
    private long nanos;
    private final WriteLanes<Set<String>> lanes =
            new WriteLanes<>(WordSet.TYPE, new Admission(large, () -> nanos), this::write);

    private CompletableFuture<WriteResult<Set<String>>> write(Change<Set<String>> change) {
        writes.add(change);
        CompletableFuture<WriteResult<Set<String>>> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private CompletableFuture<WriteResult<Set<String>>> change(String... words) {
        return change(KEY, 10, words);
    }

    private CompletableFuture<WriteResult<Set<String>>> change(Key key, long seconds, String... words) {
        return lanes.write(new Change<>(key, Set.of(words), NONE, new TimeToLive(seconds)));
    }

    private void kept(int write, String... words) {
        answers.get(write)
                .complete(new WriteResult.Kept<>(
                        Set.of(words), 1, new Replicas(List.of(), List.of(), List.of()), List.of()));
    }

    @Test
    void aSingleChangeIsWrittenAsItIs() {
        CompletableFuture<WriteResult<Set<String>>> one = change("one");
        assertThat(writes).singleElement().satisfies(write -> {
            assertThat(write.state()).containsExactly("one");
            assertThat(write.basis()).isSameAs(NONE);
        });
        assertThat(one).isNotDone();
        kept(0, "one");
        assertThat(one).isCompletedWithValueMatching(WriteResult.Kept.class::isInstance);
        change("two");
        assertThat(writes.get(1).state())
                .as("nothing is remembered once nobody waits")
                .containsExactly("two");
    }

    @Test
    void whatComesMeanwhileGoesAsOneWriteThatStartsFromTheOneBefore() {
        change("one");
        CompletableFuture<WriteResult<Set<String>>> two = change(KEY, 30, "two");
        CompletableFuture<WriteResult<Set<String>>> three = change(KEY, 20, "three");
        assertThat(writes).hasSize(1);
        kept(0, "one", "another server's");
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1).state()).containsExactlyInAnyOrder("one", "another server's", "two", "three");
        assertThat(writes.get(1).basis()).isNotSameAs(NONE);
        assertThat(writes.get(1).timeToLive()).isEqualTo(new TimeToLive(30));
        assertThat(two).isNotDone();
        assertThat(three).isNotDone();
        kept(1, "one", "two", "three");
        assertThat(two).isCompleted();
        assertThat(three).isCompleted();
    }

    @Test
    void otherRecordsDoNotWait() {
        change("one");
        change(Key.of("b"), 10, "two");
        assertThat(writes).hasSize(2);
    }

    @Test
    void aTombstoneDoesNotWait() {
        change("one");
        change("gone");
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1).state()).containsExactly("gone");
    }

    @Test
    void afterATombstoneWasMetEachStartsFromWhatItFound() {
        change("one");
        change("two");
        kept(0, "one", "gone");
        assertThat(writes.get(1).state()).containsExactly("two");
        assertThat(writes.get(1).basis()).isSameAs(NONE);
    }

    @Test
    void aFailureIsThatOfItsMembersAloneAndTheNextStartsAnew() {
        change("one");
        CompletableFuture<WriteResult<Set<String>>> two = change("two");
        kept(0, "one");
        CompletableFuture<WriteResult<Set<String>>> three = change("three");
        answers.get(1).complete(new WriteResult.NotKept<>("down"));
        assertThat(two).isCompletedWithValueMatching(WriteResult.NotKept.class::isInstance);
        assertThat(three).isNotDone();
        assertThat(writes.get(2).state()).containsExactly("three");
        assertThat(writes.get(2).basis()).isSameAs(NONE);
    }

    @Test
    void aSmallChangeDoesNotFailForALargeOneBesideIt() {
        change("one");
        CompletableFuture<WriteResult<Set<String>>> two = change("two");
        CompletableFuture<WriteResult<Set<String>>> huge = change("huge");
        kept(0, "one");
        answers.get(1).complete(new WriteResult.TooLarge<>(2_000_000, 1_000_000));
        assertThat(two).isNotDone();
        CompletableFuture<WriteResult<Set<String>>> later = change("later");
        assertThat(writes.get(2).state()).containsExactlyInAnyOrder("one", "two");
        kept(2, "one", "two");
        assertThat(two).isCompletedWithValueMatching(WriteResult.Kept.class::isInstance);
        assertThat(writes.get(3).state()).containsExactlyInAnyOrder("one", "two", "huge");
        answers.get(3).complete(new WriteResult.TooLarge<>(2_000_000, 1_000_000));
        assertThat(huge).isCompletedWithValueMatching(WriteResult.TooLarge.class::isInstance);
        assertThat(writes.get(4).state()).contains("later");
        kept(4, "later");
        assertThat(later).isCompletedWithValueMatching(WriteResult.Kept.class::isInstance);
    }

    @Test
    void aWriterThatThrowsFreesTheLane() {
        WriteLanes<Set<String>> throwing = new WriteLanes<>(WordSet.TYPE, new Admission(large, () -> nanos), change -> {
            throw new IllegalStateException("broken");
        });
        Change<Set<String>> change = new Change<>(KEY, Set.of("one"), NONE, new TimeToLive(10));
        assertThat(throwing.write(change)).isCompletedExceptionally();
        assertThat(throwing.write(change)).as("answered, not waiting").isCompletedExceptionally();
    }

    @Test
    void thousandsThatFailAtOnceNeedNoDeepStack() {
        change("one");
        List<CompletableFuture<WriteResult<Set<String>>>> waiting = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            waiting.add(change("w" + i % 10));
        }
        kept(0, "one");
        answers.get(1).complete(new WriteResult.TooLarge<>(2, 1));
        for (int i = 2; waiting.stream().anyMatch(each -> !each.isDone()); i++) {
            answers.get(i).complete(new WriteResult.NotKept<>("down"));
        }
        assertThat(writes).hasSize(20_002);
    }

    @Test
    void aWriteThatWaitsToBeAdmittedTakesAlongWhatComesMeanwhile() {
        List<Key> others = List.of(Key.of("b"), Key.of("c"), Key.of("d"), Key.of("e"));
        large.saw(KEY, Admission.MOST_BYTES / 4);
        others.forEach(other -> large.saw(other, Admission.MOST_BYTES / 4));
        others.forEach(other -> change(other, 10, "x"));
        CompletableFuture<WriteResult<Set<String>>> one = change("one");
        CompletableFuture<WriteResult<Set<String>>> two = change("two");
        assertThat(writes).hasSize(4);
        kept(0, "x");
        assertThat(writes.get(4).state()).containsExactlyInAnyOrder("one", "two");
        kept(4, "one", "two");
        assertThat(one).isCompleted();
        assertThat(two).isCompleted();
        assertThat(writes).hasSize(5);
    }

    @Test
    void aChangeThatIsNotAdmittedInTimeIsNotKeptAndNoNodeWasAsked() {
        List<Key> others = List.of(Key.of("b"), Key.of("c"), Key.of("d"), Key.of("e"));
        large.saw(KEY, Admission.MOST_BYTES / 4);
        others.forEach(other -> large.saw(other, Admission.MOST_BYTES / 4));
        others.forEach(other -> change(other, 10, "x"));
        CompletableFuture<WriteResult<Set<String>>> one = change("one");
        nanos += Admission.LONGEST_WAIT.toNanos() + 1;
        kept(0, "x");
        assertThat(one).isCompletedWithValueMatching(WriteResult.NotKept.class::isInstance);
        assertThat(writes).hasSize(4);
        change("two");
        assertThat(writes).as("the permit was given back").hasSize(5);
    }
}
