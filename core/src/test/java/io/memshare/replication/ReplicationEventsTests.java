package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicationEventsTests {

    private static final List<Replica> NODES = List.of(FakeNode.named("a"), FakeNode.named("b"), FakeNode.named("c"));
    private static final ReplicaState.Present SAME = new ReplicaState.Present(1, 7, 60);
    private static final ReplicaState.Present OTHER = new ReplicaState.Present(2, 8, 60);

    private final List<Object> heard = new ArrayList<>();
    private final ReplicationEvents<Set<String>> events =
            new ReplicationEvents<>(WordSet.TYPE, new ReplicationListener() {
                @Override
                public void read(ReadSummary read) {
                    heard.add(read);
                }

                @Override
                public void written(WriteSummary write) {
                    heard.add(write);
                }
            });

    private static Replicas replicas(ReplicaState... replicaStates) {
        return new Replicas(NODES, List.of(replicaStates), List.copyOf(NODES));
    }

    private void assertRead(ReadResult<Set<String>> read, ReadSummary.Result result, int differing) {
        heard.clear();
        assertThat(events.read(read)).isSameAs(read);
        assertThat(heard).containsExactly(new ReadSummary("words", result, differing));
    }

    private static ReadResult<Set<String>> found(ReplicaState... replicaStates) {
        return new ReadResult.Found<>(Set.of("x"), 7, 0, replicas(replicaStates), List.of());
    }

    @Test
    void countsReplicasThatAnsweredAndHadLess() {
        assertRead(found(SAME, SAME, SAME), ReadSummary.Result.FOUND, 0);
        assertRead(found(SAME, OTHER, ReplicaState.Missing.MISSING), ReadSummary.Result.FOUND, 2);
        assertRead(
                found(SAME, new ReplicaState.Damaged(3), ReplicaState.Unreachable.UNREACHABLE),
                ReadSummary.Result.FOUND,
                1);
    }

    @Test
    void tellsWhatCameOfARead() {
        assertRead(new ReadResult.Absent<>(replicas(SAME, SAME, SAME)), ReadSummary.Result.ABSENT, 0);
        assertRead(new ReadResult.Unknown<>("why", replicas(SAME, SAME, SAME)), ReadSummary.Result.UNKNOWN, 0);
    }

    private void assertWritten(WriteResult<Set<String>> written, WriteSummary.Result result, int copies, int missing) {
        heard.clear();
        assertThat(events.written(written, new ReplicationEvents.Effort(100, 2, 1)))
                .isSameAs(written);
        assertThat(heard).containsExactly(new WriteSummary("words", result, 100, copies, missing, 1, 2));
    }

    @Test
    void countsTheCopiesOfAWrite() {
        assertWritten(
                new WriteResult.Kept<>(
                        Set.of("x"), 7, replicas(SAME, OTHER, ReplicaState.Unreachable.UNREACHABLE), List.of()),
                WriteSummary.Result.KEPT,
                1,
                2);
        assertWritten(
                new WriteResult.Kept<>(Set.of("x"), 7, replicas(SAME, SAME, SAME), List.of()),
                WriteSummary.Result.KEPT,
                3,
                0);
    }

    @Test
    void tellsWhatCameOfAWrite() {
        assertWritten(new WriteResult.NotKept<>("why"), WriteSummary.Result.NOT_KEPT, 0, 0);
        assertWritten(new WriteResult.TooLarge<>(2, 1), WriteSummary.Result.TOO_LARGE, 0, 0);
        assertWritten(new WriteResult.Overtaken<>(), WriteSummary.Result.OVERTAKEN, 0, 0);
    }
}
