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
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A request that this server itself has no room for, in its queue or in its memory, says nothing about the node: it is
 * neither its failure nor a write that it missed.
 */
class LocalRefusalTests {

    private static final Key KEY = Key.of("k");
    private static final Set<String> OLD = Set.of("old");
    private static final byte[] OLD_BYTES = WordSet.TYPE.encode(KEY, OLD);
    private static final Set<String> NEW = Set.of("new", "old");
    private static final Reply NO_ROOM = new Reply.Unavailable(Reply.Reason.OVERLOADED);
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);

    private final List<NodeAddress> missedTouches = new ArrayList<>();
    private boolean noRoomForNotes;
    private final AllComplete completeness = new AllComplete() {
        @Override
        public void missedTouch(NodeAddress node) {
            missedTouches.add(node);
        }

        @Override
        public CompletableFuture<Reply> note(
                Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
            return super.note(channel, holder, about, everything)
                    .thenApply(noted -> noRoomForNotes && holder.host().equals("b") ? NO_ROOM : noted);
        }
    };

    private static FakeNode node(String name, Function<Request, Reply> answers) {
        return new FakeNode(name, request -> CompletableFuture.completedFuture(answers.apply(request)));
    }

    private static Reply sound(Request request) {
        if (request instanceof Request.Put) {
            return new Reply.Stored(7);
        }
        boolean withValue = request instanceof Request.Get get && get.withValue();
        return new Reply.Hit(5, Checksum.of(OLD_BYTES), 50, withValue ? OLD_BYTES : null);
    }

    private static FakeNode sound(String name) {
        return node(name, LocalRefusalTests::sound);
    }

    private ReplicatedStore<Set<String>> store(Node... nodes) {
        return new ReplicatedStore<>(
                WordSet.TYPE,
                new Membership(new Placement(List.of(nodes), nodes.length)),
                completeness,
                new Hints(),
                new WriteLimits(Duration.ofMillis(100), () -> 0),
                ReplicationListener.NONE);
    }

    private static WriteResult<Set<String>> write(ReplicatedStore<Set<String>> store) {
        return store.write(KEY, NEW, store.read(KEY).join().replicas(), WordSet.LIFE)
                .join();
    }

    private static WriteResult<Set<String>> replace(ReplicatedStore<Set<String>> store, Replicas basis) {
        return store.replace(KEY, Set.of("gone"), basis, WordSet.LIFE).join();
    }

    private void assertNothingIsHeldAgainst(FakeNode node) {
        assertThat(completeness.missed()).doesNotContain(node.address());
        assertThat(completeness.notes()).noneMatch(note -> note.contains("about " + node.address()));
        assertThat(node.distrusted()).isEmpty();
    }

    @Test
    void withoutRoomForOneNodeNothingIsSentToAny() {
        FakeNode full = sound("b");
        FakeNode other = sound("a");
        ReplicatedStore<Set<String>> store = store(other, full);
        Replicas basis = store.read(KEY).join().replicas();
        other.sent().clear();
        full.room(false);
        assertThat(store.read(KEY).join()).isInstanceOf(ReadResult.Unknown.class);
        assertThat(store.write(KEY, NEW, basis, WordSet.LIFE).join()).isInstanceOf(WriteResult.NotKept.class);
        assertThat(replace(store, basis)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(store.touch(KEY, Checksum.of(OLD_BYTES), WordSet.LIFE, basis))
                .as("what is touched on some nodes only would expire on the others first")
                .isEqualTo(basis);
        assertThat(other.sent()).isEmpty();
        assertNothingIsHeldAgainst(full);
        full.room(true);
        assertThat(write(store)).isInstanceOf(WriteResult.Kept.class);
    }

    @Test
    void aWriteThatOneNodeCouldNotBeSentIsNotKeptAndTheNodeMissedNothing() {
        FakeNode spared = node("b", request -> request instanceof Request.Put ? NO_ROOM : sound(request));
        assertThat(write(store(sound("a"), spared, sound("c")))).isInstanceOf(WriteResult.NotKept.class);
        assertNothingIsHeldAgainst(spared);
    }

    @Test
    void aReplacementThatOneNodeCouldNotBeSentIsNotKeptAndTheNodeMissedNothing() {
        FakeNode spared = node("b", request -> request instanceof Request.Put ? NO_ROOM : sound(request));
        ReplicatedStore<Set<String>> store = store(sound("a"), spared);
        assertThat(replace(store, store.read(KEY).join().replicas())).isInstanceOf(WriteResult.NotKept.class);
        assertNothingIsHeldAgainst(spared);
    }

    @Test
    void aReplacementOfWhatWasNotReadIsNotSentAndNoNodeMissedIt() {
        FakeNode first = sound("a");
        FakeNode second = sound("b");
        ReplicatedStore<Set<String>> store = store(first, second);
        assertThat(replace(store, store.unread(KEY))).isInstanceOf(WriteResult.NotKept.class);
        assertThat(first.sent()).isEmpty();
        assertNothingIsHeldAgainst(first);
        assertNothingIsHeldAgainst(second);
    }

    @Test
    void aStateThatCouldNotBeReadAgainBreaksTheWriteOff() {
        AtomicInteger reads = new AtomicInteger();
        FakeNode changed = node("b", request -> {
            if (request instanceof Request.Put) {
                return Reply.Conflict.CONFLICT;
            }
            return reads.getAndIncrement() == 0 ? sound(request) : NO_ROOM;
        });
        assertThat(write(store(sound("a"), changed))).isInstanceOf(WriteResult.NotKept.class);
        assertNothingIsHeldAgainst(changed);
    }

    @Test
    void aNoteThatCouldNotBeSentBreaksTheWriteOff() {
        noRoomForNotes = true;
        FakeNode holder = sound("b");
        FakeNode down = node("c", request -> LOST);
        assertThat(write(store(sound("a"), holder, down))).isInstanceOf(WriteResult.NotKept.class);
        assertNothingIsHeldAgainst(holder);
        assertThat(completeness.missed())
                .as("which is only a reason for more care")
                .containsOnly(down.address());
    }

    @Test
    void aValueThatMemoryLacksForComesFromAnotherNode() {
        FakeNode poor =
                node("a", request -> request instanceof Request.Get get && get.withValue() ? NO_ROOM : sound(request));
        ReadResult<Set<String>> read = store(poor, sound("b")).read(KEY).join();
        assertThat(read)
                .isInstanceOfSatisfying(
                        ReadResult.Found.class,
                        found -> assertThat(found.state()).isEqualTo(OLD));
        assertThat(read.replicas().replicaStates().get(0)).isEqualTo(ReplicaState.Unread.UNREAD);
        assertNothingIsHeldAgainst(poor);
    }

    @Test
    void aReplicaThatWasNotReadIsTouchedWithTheOthers() {
        FakeNode poor =
                node("a", request -> request instanceof Request.Get get && get.withValue() ? NO_ROOM : sound(request));
        FakeNode other = sound("b");
        ReplicatedStore<Set<String>> store = store(poor, other);
        Replicas read = store.read(KEY).join().replicas();
        store.touch(KEY, Checksum.of(OLD_BYTES), new TimeToLive(100), read);
        assertThat(List.of(poor, other))
                .allSatisfy(
                        node -> assertThat(node.sent()).last().isEqualTo(new Request.Touch(KEY, new TimeToLive(100))));
        assertThat(missedTouches).isEmpty();
    }
}
