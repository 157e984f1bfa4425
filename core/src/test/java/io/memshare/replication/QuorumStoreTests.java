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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent to three nodes, two of which have to take part, and what comes of it. */
class QuorumStoreTests {

    private static final Key KEY = Key.of("k");
    private static final Set<String> STATE = Set.of("new");
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);
    private static final Reply VOUCHER = new Reply.Hit(1, 0, 100, new byte[] {1});

    private final Map<String, byte[]> stored = new HashMap<>();
    private final AllComplete completeness = new AllComplete() {
        @Override
        public Consistency consistency() {
            return Consistency.QUORUM;
        }
    };

    private static FakeNode node(String name, Function<Request, Reply> answers) {
        return new FakeNode(name, request -> CompletableFuture.completedFuture(answers.apply(request)));
    }

    /** A node that keeps what it is sent; its voucher says that it has lost nothing, or there is none. */
    private FakeNode keeping(String name, boolean vouching, String... words) {
        if (words.length > 0) {
            stored.put(name, WordSet.TYPE.encode(KEY, Set.of(words)));
        }
        return node(name, request -> {
            if (!request.key().equals(KEY)) {
                return vouching ? VOUCHER : Reply.Miss.MISS;
            }
            if (request instanceof Request.Put put) {
                stored.put(name, put.value());
                return new Reply.Stored(7);
            }
            byte[] bytes = stored.get(name);
            return bytes == null ? Reply.Miss.MISS : new Reply.Hit(6, Checksum.of(bytes), 50, bytes);
        });
    }

    private static FakeNode down(String name) {
        FakeNode node = node(name, request -> LOST);
        node.starting(true);
        return node;
    }

    private ReplicatedStore<Set<String>> store(FakeNode... nodes) {
        return new ReplicatedStore<>(
                WordSet.TYPE,
                new Membership(new Placement(List.of(nodes), nodes.length)),
                completeness,
                new Hints(),
                new WriteLimits(Duration.ofMillis(100), () -> 0),
                ReplicationListener.NONE);
    }

    private static WriteResult<Set<String>> write(ReplicatedStore<Set<String>> store) {
        return store.write(KEY, STATE, store.none(KEY), WordSet.LIFE).join();
    }

    private static ReadResult<Set<String>> read(ReplicatedStore<Set<String>> store) {
        return store.read(KEY).join();
    }

    private @Nullable String held(String node) {
        byte[] bytes = stored.get(node);
        return bytes == null ? null : new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void aWriteStandsWhenAMajorityTookIt() {
        assertThat(write(store(keeping("a", true), keeping("b", true), down("c"))))
                .isInstanceOf(WriteResult.Kept.class);
    }

    @Test
    void nothingIsSentWhileAMajorityIsOutOfReach() {
        FakeNode alone = keeping("a", true);
        assertThat(write(store(alone, down("b"), down("c"))))
                .isInstanceOfSatisfying(
                        WriteResult.NotKept.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo("1 of 3 (2 are needed) nodes are up and accept writes of this server"));
        assertThat(alone.sent()).isEmpty();
    }

    @Test
    void aWriteThatOneNodeTookIsNotAcknowledged() {
        FakeNode lost = node("b", request -> LOST);
        FakeNode full = node("c", request -> new Reply.Refused("out of memory"));
        assertThat(write(store(keeping("a", true), lost, full))).isInstanceOf(WriteResult.NotKept.class);
    }

    @Test
    void aNodeThatMayHaveLostSomethingTakesAWriteAndDoesNotCount() {
        assertThat(write(store(keeping("a", true), keeping("b", false), down("c"))))
                .isInstanceOf(WriteResult.NotKept.class);
        assertThat(held("b")).isNotNull();
    }

    @Test
    void aNodeIsAskedWhetherItCountsAfterItTookTheRecord() {
        FakeNode node = keeping("a", true);
        write(store(node, keeping("b", true), keeping("c", true)));
        assertThat(node.sent())
                .extracting(Request::key)
                .containsExactly(KEY, completeness.voucher().key());
    }

    /** Another server wrote the same: what the node said when it refused the write does not count for what is read. */
    @Test
    void aNodeIsAskedAgainAfterItsRecordWasReadAgain() {
        byte[] bytes = WordSet.TYPE.encode(KEY, STATE);
        FakeNode overtaken = node("a", request -> {
            if (!request.key().equals(KEY)) {
                return VOUCHER;
            }
            return request instanceof Request.Put
                    ? Reply.Conflict.CONFLICT
                    : new Reply.Hit(6, Checksum.of(bytes), 50, bytes);
        });
        assertThat(write(store(overtaken, keeping("b", true), keeping("c", true))))
                .isInstanceOf(WriteResult.Kept.class);
        Key voucher = completeness.voucher().key();
        assertThat(overtaken.sent()).extracting(Request::key).containsExactly(KEY, voucher, KEY, voucher);
    }

    @Test
    void aNodeIsAskedWhetherItCountsBeforeItIsAskedForTheRecord() {
        FakeNode node = keeping("a", true);
        read(store(node, keeping("b", true), keeping("c", true)));
        assertThat(node.sent())
                .extracting(Request::key)
                .containsExactly(completeness.voucher().key(), KEY);
    }

    @Test
    void whatOneNodeHoldsIsWrittenToAMajorityBeforeItIsTold() {
        assertThat(read(store(keeping("a", true, "x"), keeping("b", true), down("c"))))
                .isInstanceOfSatisfying(
                        ReadResult.Found.class,
                        found -> assertThat(found.state()).isEqualTo(Set.of("x")));
        assertThat(held("b")).isEqualTo(held("a"));
    }

    @Test
    void whatCannotBeWrittenToAMajorityIsNotTold() {
        FakeNode full = node("b", request -> {
            if (!request.key().equals(KEY)) {
                return VOUCHER;
            }
            return request instanceof Request.Put ? new Reply.Refused("out of memory") : Reply.Miss.MISS;
        });
        assertThat(read(store(keeping("a", true, "x"), full, down("c")))).isInstanceOf(ReadResult.Unknown.class);
    }

    @Test
    void whatAMajorityHoldsIsToldWithoutAWrite() {
        FakeNode lacking = keeping("c", true);
        assertThat(read(store(keeping("a", true, "x"), keeping("b", true, "x"), lacking)))
                .isInstanceOf(ReadResult.Found.class);
        assertThat(lacking.sent()).noneMatch(Request.Put.class::isInstance);
    }

    @Test
    void theNoOfOneNodeIsNotBelieved() {
        assertThat(read(store(keeping("a", true), down("b"), down("c"))))
                .isInstanceOfSatisfying(
                        ReadResult.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .isEqualTo("1 of 3 (2 are needed) nodes answered and have lost nothing that they should"
                                        + " hold"));
        assertThat(read(store(keeping("a", true), keeping("b", false), down("c"))))
                .isInstanceOf(ReadResult.Unknown.class);
        assertThat(read(store(keeping("a", true), keeping("b", true), down("c"))))
                .isInstanceOf(ReadResult.Absent.class);
    }

    /** Where a majority has lost its memory, nodes are filled although none of them counts. */
    @Test
    void aCopyForARebuildNeedsNoMajority() {
        FakeNode source = keeping("a", false, "x");
        FakeNode target = keeping("b", false);
        ReplicatedStore<Set<String>> store = store(source, target, down("c"));
        assertThat(store.restore(KEY, target, List.of(source)).join()).isEqualTo(Restored.COPIED);
        assertThat(held("b")).isEqualTo(held("a"));
    }

    /** Room that comes back in between must not lead to the answer of another consistency. */
    @Test
    void aReadWithoutRoomIsNotAnsweredByAMinority() {
        AtomicBoolean looked = new AtomicBoolean();
        FakeNode crowded = keeping("a", true, "x");
        crowded.room(() -> looked.getAndSet(true));
        assertThat(read(store(crowded, keeping("b", true), keeping("c", true)))).isInstanceOf(ReadResult.Unknown.class);
        assertThat(crowded.sent()).isEmpty();
    }
}
