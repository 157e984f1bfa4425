package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeItems;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a rebuild makes of a record, whatever its sources answer. */
class RestorationTests {

    private static final Key KEY = Key.of("k");
    private static final byte[] OLD = WordSet.TYPE.encode(KEY, Set.of("old"));
    private static final byte[] GONE = WordSet.TYPE.encode(KEY, Set.of("gone"));
    private static final byte[] LATER = "2of a later version".getBytes(StandardCharsets.US_ASCII);

    private final FakeItems sourceItems = new FakeItems(() -> 0);
    private final FakeItems targetItems = new FakeItems(() -> 0);
    private final AtomicInteger late = new AtomicInteger();
    private final FakeNode source = new FakeNode("a", request -> {
        boolean silent = request.key().equals(KEY) && late.getAndDecrement() > 0;
        return CompletableFuture.completedFuture(
                silent ? new Reply.Unavailable(Reply.Reason.TIMEOUT) : sourceItems.answer(request));
    });
    private final FakeNode target = FakeNode.holding("b", targetItems);

    private static void put(FakeItems items, byte[] bytes) {
        items.answer(new Request.Set(KEY, bytes, Checksum.of(bytes), WordSet.LIFE));
    }

    private Restored restore(Completeness completeness, List<Replica> sources, Node... nodes) {
        return new ReplicatedStore<>(
                        WordSet.TYPE,
                        new Membership(new Placement(List.of(nodes), nodes.length)),
                        completeness,
                        new Hints(),
                        new WriteLimits(Duration.ofMillis(100), () -> 0),
                        ReplicationListener.NONE)
                .restore(KEY, target, sources)
                .join();
    }

    private Restored restore() {
        return restore(new AllComplete(), List.of(source), source, target);
    }

    /** The source may hold a later state; that the target holds any says nothing. */
    @Test
    void aCopyIsNotUnchangedIfItsSourceDoesNotAnswer() {
        put(targetItems, OLD);
        late.set(Integer.MAX_VALUE);
        assertThat(restore()).isEqualTo(Restored.FAILED);
    }

    @Test
    void aSourceThatAnswersLateIsAskedAgain() {
        put(targetItems, OLD);
        put(sourceItems, WordSet.TYPE.encode(KEY, Set.of("old", "new")));
        late.set(2);
        assertThat(restore()).isEqualTo(Restored.COPIED);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo("1new old".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aNodeThatIsNoSourceNeedNotAnswer() {
        put(targetItems, OLD);
        put(sourceItems, OLD);
        FakeNode silent = FakeNode.answering("c", new Reply.Unavailable(Reply.Reason.TIMEOUT));
        assertThat(restore(new AllComplete(), List.of(source), source, target, silent))
                .isEqualTo(Restored.UNCHANGED);
    }

    /** Under quorum consistency a node that missed writes counts, because it has lost nothing that it took. */
    @Test
    void aRecordIsNotGoneIfItsSourceDoesNotAnswer() {
        late.set(Integer.MAX_VALUE);
        AllComplete intact = new AllComplete() {
            @Override
            public boolean vouches(Replica node, Reply voucher) {
                return node == target;
            }
        };
        assertThat(restore(intact, List.of(source), source, target)).isEqualTo(Restored.FAILED);
    }

    /** The target missed writes, and its source has missed none. */
    @Test
    void whatALaterVersionWroteIsCopiedAsItIs() {
        put(sourceItems, LATER);
        assertThat(restore()).isEqualTo(Restored.FOREIGN);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(LATER);
        assertThat(restore()).isEqualTo(Restored.FOREIGN);
        for (byte[] older : List.of(OLD, "2an earlier state".getBytes(StandardCharsets.US_ASCII))) {
            put(targetItems, older);
            assertThat(restore()).isEqualTo(Restored.FOREIGN);
            assertThat(targetItems.all().get(KEY).value()).isEqualTo(LATER);
        }
    }

    @Test
    void whatALaterVersionWroteToTheTargetOnlyIsLeftAlone() {
        put(targetItems, LATER);
        put(sourceItems, OLD);
        assertThat(restore()).isEqualTo(Restored.FOREIGN);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(LATER);
    }

    /** Otherwise the node would be complete, and a server of the later version read from it who has logged out. */
    @Test
    void aDeletionReplacesWhatALaterVersionWroteToTheTarget() {
        byte[] ended = WordSet.TYPE.encode(KEY, Set.of("ended"));
        put(targetItems, LATER);
        put(sourceItems, ended);
        assertThat(restore()).isEqualTo(Restored.COPIED);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(ended);
    }

    /** An id that was changed: the later version may have changed it to another one. */
    @Test
    void anotherTombstoneDoesNot() {
        put(targetItems, LATER);
        put(sourceItems, GONE);
        assertThat(restore()).isEqualTo(Restored.FOREIGN);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(LATER);
    }

    @Test
    void whatALaterVersionWroteAndTheSourcesHaveLostIsLeftAlone() {
        put(targetItems, LATER);
        assertThat(restore()).isEqualTo(Restored.FOREIGN);
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(LATER);
    }

    /** Nothing that a session becomes takes it back. */
    @Test
    void aTombstoneIsNotReplacedByBytesOfALaterVersion() {
        put(targetItems, GONE);
        put(sourceItems, LATER);
        restore();
        assertThat(targetItems.all().get(KEY).value()).isEqualTo(GONE);
    }

    /** Nobody but a server of the later version can tell what is newer. */
    @Test
    void differentBytesOfALaterVersionAreNotCopied() {
        put(sourceItems, LATER);
        FakeItems otherItems = new FakeItems(() -> 0);
        put(otherItems, "2another state".getBytes(StandardCharsets.US_ASCII));
        FakeNode other = FakeNode.holding("c", otherItems);
        assertThat(restore(new AllComplete(), List.of(source, other), source, target, other))
                .isEqualTo(Restored.FAILED);
        assertThat(targetItems.all()).doesNotContainKey(KEY);
    }

    @Test
    void aNodeThatDoesNotTakeTheBytesOfALaterVersionLacksThem() {
        put(sourceItems, LATER);
        FakeNode full = new FakeNode(
                "b",
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Put ? new Reply.Refused("out of memory") : Reply.Miss.MISS));
        assertThat(new ForeignCopy(KEY, full, List.of(source)).run().join()).isEqualTo(Restored.FAILED);
    }
}
