package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nodes a write leaves out, and what it notes about them. */
class ReplicatedWriteTests {

    private static final Key KEY = Key.of("k");
    private static final Set<String> STATE = Set.of("new");
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);

    private final AllComplete completeness = new AllComplete();
    private final AtomicLong nanos = new AtomicLong();

    private static FakeNode node(String name, Function<Request, Reply> answers) {
        return new FakeNode(name, request -> CompletableFuture.completedFuture(answers.apply(request)));
    }

    private static FakeNode sound(String name) {
        return node(name, request -> request instanceof Request.Put ? new Reply.Stored(7) : Reply.Miss.MISS);
    }

    private WriteResult<Set<String>> write(Node... nodes) {
        return write(completeness, nodes);
    }

    private WriteResult<Set<String>> write(Completeness completeness, Node... nodes) {
        ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
                WordSet.TYPE,
                new Membership(new Placement(List.of(nodes), nodes.length)),
                completeness,
                new Hints(),
                new WriteLimits(Duration.ofMillis(100), nanos::get),
                ReplicationListener.NONE);
        return store.write(KEY, STATE, store.none(KEY), WordSet.LIFE).join();
    }

    @Test
    void aWriteThatAllTakeNotesNothing() {
        assertThat(write(sound("a"), sound("b"))).isInstanceOf(WriteResult.Kept.class);
        assertThat(completeness.notes()).isEmpty();
        assertThat(completeness.missed()).isEmpty();
    }

    @Test
    void eachNodeThatTakesAWriteHoldsANoteAboutEachThatDoesNot() {
        FakeNode lost = node("c", request -> LOST);
        FakeNode full = node("d", request -> new Reply.Refused("out of memory"));
        assertThat(write(sound("a"), sound("b"), lost, full)).isInstanceOf(WriteResult.Kept.class);
        assertThat(completeness.notes())
                .contains(
                        "a:11211 about c:11211",
                        "a:11211 about d:11211",
                        "b:11211 about c:11211",
                        "b:11211 about d:11211");
        // The notes tell of it by now.
        assertThat(completeness.missed()).isEmpty();
    }

    @Test
    void aNodeThatContradictsItselfIsLeftOutAndMarkedDown() {
        FakeNode liar =
                node("liar", request -> request instanceof Request.Put ? Reply.Conflict.CONFLICT : Reply.Miss.MISS);
        assertThat(write(sound("a"), liar)).isInstanceOf(WriteResult.Kept.class);
        assertThat(liar.distrusted()).hasSize(1);
        assertThat(liar.sent()).hasSizeLessThan(10);
        assertThat(completeness.notes()).containsExactly("a:11211 about liar:11211");
    }

    @Test
    void aNodeThatRefusesForAsLongAsAWriteMayTakeIsLeftOutAndMarkedDown() {
        AtomicLong tokens = new AtomicLong();
        byte[] bytes = WordSet.TYPE.encode(KEY, Set.of("old"));
        FakeNode unwilling = node("unwilling", request -> {
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            return request instanceof Request.Put
                    ? Reply.Conflict.CONFLICT
                    : new Reply.Hit(tokens.incrementAndGet(), Checksum.of(bytes), 50, bytes);
        });
        assertThat(write(sound("a"), unwilling)).isInstanceOf(WriteResult.Kept.class);
        assertThat(nanos.get()).isLessThan(Duration.ofMillis(2_000).toNanos());
        assertThat(unwilling.distrusted()).hasSize(1);
        // It took so long that anything may be missing.
        assertThat(completeness.notes()).containsExactly("a:11211 about unwilling:11211, everything");
    }

    @Test
    void aWriteThatNoNodeTakesIsNotKeptAndNoSoundNodeIsMarkedDown() {
        FakeNode first = node("a", request -> LOST);
        FakeNode second = node("b", request -> LOST);
        assertThat(write(first, second)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(first.distrusted()).isEmpty();
    }

    private static FakeNode away(String name) {
        FakeNode node = node(name, request -> LOST);
        node.starting(true);
        return node;
    }

    @Test
    void aWriteThatIsSentToNoNodeIsMissedByNone() {
        assertThat(write(away("a"), away("b"))).isInstanceOf(WriteResult.NotKept.class);
        assertThat(completeness.missed()).isEmpty();
    }

    @Test
    void aWriteThatNoNodeReceivesIsMissedByNone() {
        FakeNode down = node("b", request -> new Reply.Unavailable(Reply.Reason.DOWN));
        assertThat(write(away("a"), down)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(completeness.missed()).isEmpty();
    }

    /** It may be there, and what a reader has seen of it must not be lost when that node fails. */
    @ParameterizedTest
    @CsvSource({"CONNECTION_LOST", "TIMEOUT"})
    void aWriteThatANodeMayHaveTakenIsMissedByTheOthers(Reply.Reason reason) {
        FakeNode unclear = node("b", request -> new Reply.Unavailable(reason));
        assertThat(write(away("a"), unclear)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(completeness.missed()).extracting(NodeAddress::host).containsExactlyInAnyOrder("a", "b");
    }

    /** It refused for lack of memory, and has dropped what it held before. */
    @Test
    void aNodeThatRefusesAWriteMayLackWhatItHeld() {
        FakeNode full = node("b", request -> new Reply.Refused("out of memory"));
        assertThat(write(away("a"), full)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(completeness.missed()).extracting(NodeAddress::host).containsExactly("b");
    }

    /**
     * Replicas are written to in the order a, c, b: the note is sent with the write, or when the later one has failed.
     */
    @ParameterizedTest
    @CsvSource({"b, c", "c, b"})
    void aNodeThatTakesNoNoteIsLeftOutItself(String unwilling, String lost) {
        AllComplete refusing = new AllComplete() {
            @Override
            public CompletableFuture<Reply> note(
                    Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
                return super.note(channel, holder, about, everything)
                        .thenApply(noted -> holder.host().equals(unwilling) ? LOST : noted);
            }
        };
        assertThat(write(refusing, sound("a"), sound(unwilling), node(lost, request -> LOST)))
                .isInstanceOf(WriteResult.Kept.class);
        assertThat(refusing.notes())
                .contains("a:11211 about " + lost + ":11211", "a:11211 about " + unwilling + ":11211");
    }

    /** It may have been restarted, without the state and the notes that it took. Of a, the note comes last. */
    @Test
    void aNodeWhoseConnectionIsLostWhileNotesAreStoredIsLeftOut() {
        FakeNode restarted = sound("b");
        AllComplete restarting = new AllComplete() {
            @Override
            public CompletableFuture<Reply> note(
                    Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
                if (holder.host().equals("a") && about.host().equals("c")) {
                    restarted.reconnect();
                }
                return super.note(channel, holder, about, everything);
            }
        };
        assertThat(write(restarting, sound("a"), restarted, node("c", request -> LOST)))
                .isInstanceOf(WriteResult.Kept.class);
        assertThat(restarting.notes()).contains("a:11211 about b:11211");
    }

    /** A rebuild of c may have consumed the notes that were stored with the first attempt, and have ended. */
    @Test
    void aLongWriteStoresItsNotesAgainAfterItsState() {
        AtomicLong tokens = new AtomicLong();
        byte[] bytes = WordSet.TYPE.encode(KEY, Set.of("old"));
        List<String> before = new ArrayList<>();
        FakeNode contended = node("a", request -> {
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            if (request instanceof Request.Put
                    && nanos.get() > Duration.ofMillis(900).toNanos()) {
                before.addAll(completeness.notes());
                return new Reply.Stored(tokens.incrementAndGet());
            }
            return request instanceof Request.Put
                    ? Reply.Conflict.CONFLICT
                    : new Reply.Hit(tokens.incrementAndGet(), Checksum.of(bytes), 50, bytes);
        });
        assertThat(write(contended, sound("b"), node("c", request -> LOST))).isInstanceOf(WriteResult.Kept.class);
        assertThat(before).contains("a:11211 about c:11211", "b:11211 about c:11211");
        assertThat(completeness
                        .notes()
                        .subList(before.size(), completeness.notes().size()))
                .contains("a:11211 about c:11211, everything", "b:11211 about c:11211, everything");
    }
}
