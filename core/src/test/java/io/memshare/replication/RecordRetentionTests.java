package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Replica;
import io.memshare.node.TimeToLive;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the times to live that replication computes. A word set and its tombstone are kept for 100 s. */
class RecordRetentionTests {

    private static final int CHECKSUM = 7;
    private static final Set<String> WORDS = Set.of("a");
    private static final Set<String> TOMBSTONE = Set.of("gone");
    private static final RecordRetention<Set<String>> RETENTION = new RecordRetention<>(WordSet.TYPE);

    /** Creates the result of a read; each replica is its seconds left, with an exclamation mark if it is outdated. */
    private static ReadResult.Found<Set<String>> found(Set<String> state, long idleSeconds, String replicas) {
        List<ReplicaState> states = Arrays.stream(replicas.split("/", -1))
                .map(RecordRetentionTests::replica)
                .toList();
        List<Replica> nodes = Collections.nCopies(states.size(), FakeNode.named("a"));
        return new ReadResult.Found<>(
                state, CHECKSUM, idleSeconds, new Replicas(nodes, states, List.copyOf(nodes)), List.of(state));
    }

    private static ReplicaState replica(String left) {
        if (left.isEmpty()) {
            return ReplicaState.Missing.MISSING;
        }
        int checksum = left.endsWith("!") ? CHECKSUM + 1 : CHECKSUM;
        return present(checksum, Long.parseLong(left.replace("!", "")));
    }

    private static ReplicaState.Present present(int checksum, long secondsLeft) {
        return new ReplicaState.Present(1, checksum, secondsLeft);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "100, 100", "101, 101", "9223372036854775807, 9223372036854775807"})
    void aWriteKeepsAStateAtLeastForTheTimeOfItsType(long requested, long kept) {
        assertThat(RETENTION.written(WORDS, new TimeToLive(requested)).seconds())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 50/60, 100", // the nodes do not tell
        "0, 50/60, 100",
        "40, 50/60, 60",
        "99, 50/60, 1",
        "100, 50/60, 1",
        "500, 50/60, 1"
    })
    void aCopyGetsTheTimeThatTheLastUseHasLeft(long idleSeconds, String replicas, long kept) {
        assertThat(RETENTION.left(found(WORDS, idleSeconds, replicas)).seconds())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "50/60, 60",
        "500/60, 500", // a session with a longer idle timeout had copies
        "50/999!, 50", // a session that the tombstone will supersede there
        "999!, 100",
        "'', 100",
        "0, 1",
        "9223372036854775807/60, 9223372036854775807"
    })
    void aCopyOfATombstoneGetsTheLongestTimeOfAnyNode(String replicas, long kept) {
        assertThat(RETENTION.left(found(TOMBSTONE, 0, replicas)).seconds()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "60, 40", "0, 100", "1000, 0", "9223372036854775807, -1"})
    void aReplicaIsIdleForTheTimeThatItHasLost(long secondsLeft, long idle) {
        assertThat(RETENTION.idleSeconds(WORDS, secondsLeft)).isEqualTo(idle);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 1, 1", "-1, 5, 5", "5, -1, 5", "-1, -1, -1", "0, -1, 0", "0, 3, 0"})
    void ofTwoIdleTimesTheShorterKnownCounts(long one, long other, long shorter) {
        assertThat(RecordRetention.shorterIdle(one, other)).isEqualTo(shorter);
        assertThat(found(WORDS, one, "1").idleSeconds(found(WORDS, other, "1"))).isEqualTo(shorter);
    }

    @ParameterizedTest
    @CsvSource({"99, true", "100, false", "101, false", "9223372036854775807, false"})
    void aTouchIsSentIfItGainsASecond(long secondsLeft, boolean sent) {
        assertThat(RecordRetention.gains(present(CHECKSUM, secondsLeft), new TimeToLive(100)))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"98, true", "99, false", "100, false", "9223372036854775807, false"})
    void aReplicaThatIsASecondBehindMissedNoUse(long secondsLeft, boolean lags) {
        assertThat(RecordRetention.lags(present(CHECKSUM, secondsLeft), new TimeToLive(100)))
                .isEqualTo(lags);
    }

    @ParameterizedTest
    @CsvSource({"50, 100, 100", "500, 100, 500", "0, 100, 100"}) // only a tombstone keeps a longer time
    void aStateThatWasTouchedByMistakeGetsItsOwnTime(long before, long state, long tombstone) {
        assertThat(RETENTION.misdirected(WORDS, before).seconds()).isEqualTo(state);
        assertThat(RETENTION.misdirected(TOMBSTONE, before).seconds()).isEqualTo(tombstone);
    }

    @ParameterizedTest
    @CsvSource({"100, -1", "99, -1", "0, -1", "101, 101", "9223372036854775807, 9223372036854775807"})
    void aLateTouchThatShortenedATimeIsUndone(long before, long restored) {
        assertThat(RecordRetention.shortened(new TimeToLive(100), before)
                        .map(TimeToLive::seconds)
                        .orElse(-1L))
                .isEqualTo(restored);
    }
}
