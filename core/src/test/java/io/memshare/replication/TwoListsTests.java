package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What reads and writes need while the list of nodes is changed: {@code both} is on both lists, {@code old} on the
 * former list, {@code new} on the new list. No node is complete.
 */
class TwoListsTests {

    private static final Key KEY = Key.of("k");
    private static final Set<String> STATE = Set.of("word");
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);

    private final AllComplete completeness = new AllComplete();

    private static FakeNode node(String name, Function<Request, Reply> answers) {
        return new FakeNode(name, request -> CompletableFuture.completedFuture(answers.apply(request)));
    }

    private static FakeNode holding(String name) {
        byte[] bytes = WordSet.TYPE.encode(KEY, STATE);
        return node(
                name,
                request -> request instanceof Request.Get get && get.key().equals(KEY)
                        ? new Reply.Hit(1, Checksum.of(bytes), 50, bytes)
                        : Reply.Miss.MISS);
    }

    private static FakeNode taking(String name) {
        return node(name, request -> request instanceof Request.Put ? new Reply.Stored(7) : Reply.Miss.MISS);
    }

    private static FakeNode silent(String name) {
        return FakeNode.answering(name, LOST);
    }

    private static FakeNode down(String name) {
        FakeNode node = FakeNode.answering(name, new Reply.Unavailable(Reply.Reason.DOWN));
        node.starting(true);
        return node;
    }

    private ReplicatedStore<Set<String>> store(Placement placement) {
        return new ReplicatedStore<>(
                WordSet.TYPE,
                new Membership(placement),
                completeness,
                new Hints(),
                new WriteLimits(Duration.ofMillis(100), () -> 0),
                ReplicationListener.NONE);
    }

    private static Placement list(FakeNode... nodes) {
        return new Placement(List.of(nodes), nodes.length);
    }

    private ReadResult<Set<String>> readWhileFilling(FakeNode old, FakeNode both, FakeNode joining) {
        return store(list(old, both).filling(list(both, joining))).read(KEY).join();
    }

    private ReadResult<Set<String>> readAfterTheSwitch(FakeNode old, FakeNode both, FakeNode joining) {
        return store(list(both, joining).switchedFrom(list(old, both)))
                .read(KEY)
                .join();
    }

    private WriteResult<Set<String>> write(Placement placement) {
        ReplicatedStore<Set<String>> store = store(placement);
        return store.write(KEY, STATE, store.none(KEY), WordSet.LIFE).join();
    }

    @Test
    void whileNewNodesAreFilledTheFormerOnesSuffice() {
        for (FakeNode joining : List.of(down("new"), silent("new"))) {
            assertThat(readWhileFilling(holding("old"), holding("both"), joining))
                    .isInstanceOfSatisfying(
                            ReadResult.Found.class,
                            found -> assertThat(found.state()).isEqualTo(STATE));
            assertThat(readWhileFilling(taking("old"), taking("both"), joining)).isInstanceOf(ReadResult.Absent.class);
        }
    }

    @Test
    void whileNewNodesAreFilledAFormerOneThatIsSilentIsMissed() {
        for (FakeNode old : List.of(down("old"), silent("old"))) {
            assertThat(readWhileFilling(old, holding("both"), holding("new"))).isInstanceOf(ReadResult.Unknown.class);
        }
    }

    /** What a new node holds counts all the same, for instance what a server wrote after the switch. */
    @Test
    void whileNewNodesAreFilledTheirAnswersAreMerged() {
        assertThat(readWhileFilling(taking("old"), taking("both"), holding("new")))
                .isInstanceOf(ReadResult.Found.class);
    }

    /** A server that still trusts the former list may have written to its node alone. */
    @Test
    void afterTheSwitchAllHaveToAnswer() {
        for (FakeNode old : List.of(down("old"), silent("old"))) {
            assertThat(readAfterTheSwitch(old, holding("both"), holding("new"))).isInstanceOf(ReadResult.Unknown.class);
        }
        assertThat(readAfterTheSwitch(taking("old"), holding("both"), holding("new")))
                .isInstanceOf(ReadResult.Found.class);
    }

    @Test
    void aWriteNeedsANodeOfTheTrustedList() {
        for (FakeNode lost : List.of(down("both"), silent("both"))) {
            assertThat(write(list(silent("old"), lost).filling(list(lost, taking("new")))))
                    .isInstanceOf(WriteResult.NotKept.class);
            assertThat(write(list(taking("old"), lost).filling(list(lost, silent("new")))))
                    .isInstanceOf(WriteResult.Kept.class);
            assertThat(write(list(lost, silent("new")).switchedFrom(list(taking("old"), lost))))
                    .isInstanceOf(WriteResult.NotKept.class);
            assertThat(write(list(lost, taking("new")).switchedFrom(list(silent("old"), lost))))
                    .isInstanceOf(WriteResult.Kept.class);
        }
    }
}
