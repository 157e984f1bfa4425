package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What replies mean together. */
class ReconciliationTests {

    private static final Reply NO_ANSWER = new Reply.Unavailable(Reply.Reason.TIMEOUT);

    private static final List<Replica> NODES = List.of(FakeNode.named("a"), FakeNode.named("b"), FakeNode.named("c"));

    private final List<String> unreadable = new ArrayList<>();
    private final ReplicationListener listener = new ReplicationListener() {
        @Override
        public void unreadable(NodeAddress node, Key key, String reason) {
            unreadable.add(node.host() + ": " + reason);
        }
    };
    private final Reconciliation<Set<String>> found =
            new Reconciliation<>(WordSet.TYPE, Key.of("k"), NODES, List.copyOf(NODES), listener);

    private static byte[] bytes(String... words) {
        return WordSet.TYPE.encode(Key.of("k"), Set.of(words));
    }

    private static Reply.Hit value(long token, long secondsLeft, String... words) {
        byte[] bytes = bytes(words);
        return new Reply.Hit(token, Checksum.of(bytes), secondsLeft, bytes);
    }

    private static Reply.Hit checksum(long token, long secondsLeft, String... words) {
        return new Reply.Hit(token, Checksum.of(bytes(words)), secondsLeft, null);
    }

    private static Reply.Hit raw(long token, String bytes) {
        byte[] raw = bytes.getBytes(StandardCharsets.US_ASCII);
        return new Reply.Hit(token, Checksum.of(raw), 50, raw);
    }

    private void take(Reply... replies) {
        for (int i = 0; i < replies.length; i++) {
            found.take(i, replies[i]);
        }
    }

    @Test
    void beforeAnyReplyNothingIsKnown() {
        assertThat(found.merged()).isNull();
        assertThat(found.wanted(false)).isEmpty();
        assertThat(found.idleSeconds()).isEqualTo(-1);
        assertThat(found.replicas().replicaStates()).containsOnly(ReplicaState.Unreachable.UNREACHABLE);
    }

    /**
     * The reply of one node is taken by the thread that reads it, that of another by the thread that has sent the
     * request.
     */
    @Test
    void repliesMayBeTakenByTwoThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20_000; round++) {
                Reconciliation<Set<String>> both =
                        new Reconciliation<>(WordSet.TYPE, Key.of("k"), NODES, List.copyOf(NODES), listener);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<?>> taken = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    int index = i;
                    Reply reply = value(1, 90, "word" + i);
                    taken.add(threads.submit(() -> {
                        start.await();
                        both.take(index, reply);
                        return null;
                    }));
                }
                for (Future<?> each : taken) {
                    each.get();
                }
                assertThat(both.states()).containsExactlyInAnyOrder(Set.of("word0"), Set.of("word1"));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void replicasThatAgreeNeedOneValue() {
        take(value(1, 90, "x"), checksum(2, 90, "x"), checksum(3, 90, "x"));
        assertThat(found.wanted(false)).isEmpty();
        assertThat(found.merged()).containsExactly("x");
        assertThat(found.checksum(found.merged())).isEqualTo(Checksum.of(bytes("x")));
        assertThat(found.replicas().agreeOn(Checksum.of(bytes("x")))).isTrue();
        assertThat(found.stateOf(2)).isEqualTo(new ReplicaState.Present(3, Checksum.of(bytes("x")), 90));
    }

    @Test
    void oneValueIsWantedForEachUnknownChecksum() {
        take(checksum(1, 90, "x"), checksum(2, 90, "y"), checksum(3, 90, "x"));
        assertThat(found.wanted(false)).containsExactly(0, 1);
        found.take(1, value(2, 90, "y"));
        assertThat(found.wanted(false)).containsExactly(0);
        assertThat(found.merged()).containsExactly("y");
    }

    @Test
    void everyUnknownValueIsWantedOfARecordThatIsBeingChanged() {
        take(value(1, 90, "x"), checksum(2, 90, "y"), checksum(3, 90, "y"));
        assertThat(found.wanted(true)).containsExactly(1, 2);
    }

    @Test
    void replicasThatDifferAreMerged() {
        take(value(1, 90, "x"), value(2, 90, "y"), checksum(3, 90, "x"));
        assertThat(found.merged()).containsExactlyInAnyOrder("x", "y");
        int merged = found.checksum(Set.of("x", "y"));
        assertThat(merged).isEqualTo(Checksum.of(bytes("x", "y")));
        assertThat(found.replicas().agreeOn(merged)).isFalse();
        assertThat(found.state(2)).containsExactly("x");
        assertThat(found.states()).containsExactlyInAnyOrder(Set.of("x"), Set.of("y"));
    }

    @Test
    void valuesThatCouldNotBeFetchedAreOutOfReach() {
        take(value(1, 90, "x"), checksum(2, 90, "y"), Reply.Miss.MISS);
        found.forgetWanted();
        assertThat(found.stateOf(1)).isEqualTo(ReplicaState.Unreachable.UNREACHABLE);
        assertThat(found.wanted(false)).isEmpty();
        assertThat(found.merged()).containsExactly("x");
    }

    @Test
    void missingAndSilentAreToldApart() {
        take(Reply.Miss.MISS, NO_ANSWER, new Reply.Refused("no"));
        assertThat(found.replicas().replicaStates())
                .containsExactly(
                        ReplicaState.Missing.MISSING,
                        ReplicaState.Unreachable.UNREACHABLE,
                        ReplicaState.Unreachable.UNREACHABLE);
        assertThat(found.merged()).isNull();
    }

    @Test
    void bytesThatDoNotFitTheirChecksumAreDamaged() {
        take(value(1, 90, "x"), new Reply.Hit(2, Checksum.of(bytes("x")), 90, bytes("y")));
        assertThat(found.stateOf(1)).isEqualTo(new ReplicaState.Damaged(2));
        assertThat(found.merged()).containsExactly("x");
        assertThat(unreadable).containsExactly("b: the checksum is wrong");
    }

    @Test
    void bytesThatAreNoRecordAreDamaged() {
        take(raw(5, "1"));
        assertThat(found.stateOf(0)).isEqualTo(new ReplicaState.Damaged(5));
        assertThat(found.merged()).isNull();
        assertThat(unreadable).containsExactly("a: no words at offset 0");
    }

    @Test
    void aFormatOfALaterVersionIsLeftAlone() {
        take(raw(5, "2new"), value(6, 90, "x"));
        assertThat(found.stateOf(0)).isEqualTo(ReplicaState.Foreign.FOREIGN);
        assertThat(found.wanted(false)).isEmpty();
        assertThat(found.merged()).containsExactly("x");
    }

    @Test
    void aLaterReplyTakesThePlaceOfAnEarlierOne() {
        take(checksum(1, 90, "x"));
        found.take(0, Reply.Miss.MISS);
        assertThat(found.wanted(false)).isEmpty();
        found.take(0, value(2, 80, "y"));
        assertThat(found.merged()).containsExactly("y");
    }

    @Test
    void idleIsWhatTheFreshestReplicaHasLost() {
        take(value(1, 60, "x"), checksum(2, 90, "x"), checksum(3, 70, "x"));
        assertThat(found.idleSeconds()).isEqualTo(10);
    }

    @Test
    void aReplicaWithMoreTimeThanItsStateIsNotIdle() {
        take(value(1, 1_000, "x"));
        assertThat(found.idleSeconds()).isZero();
    }

    @Test
    void whatNeverExpiresDoesNotTell() {
        take(value(1, Reply.FOREVER, "x"));
        assertThat(found.idleSeconds()).isEqualTo(-1);
        found.take(1, checksum(2, 75, "x"));
        assertThat(found.idleSeconds()).isEqualTo(25);
    }

    @Test
    void statesThatNoReplicaHoldsAnyMoreBecomeOneButEachTombstoneStays() {
        for (int i = 0; i < 40; i++) {
            found.take(0, i % 10 == 0 ? value(i + 1, 50, "gone", "w" + i) : value(i + 1, 50, "w" + i));
            found.fold();
        }
        assertThat(found.states()).hasSizeLessThanOrEqualTo(2 * NODES.size() + 4 + 1);
        assertThat(found.states())
                .contains(Set.of("gone", "w0"), Set.of("gone", "w10"), Set.of("gone", "w20"), Set.of("gone", "w30"));
        for (int i = 0; i < 40; i++) {
            String word = "w" + i;
            assertThat(found.states()).anyMatch(state -> state.contains(word));
        }
        assertThat(found.merged()).isEqualTo(Set.of("w39"));
    }
}
