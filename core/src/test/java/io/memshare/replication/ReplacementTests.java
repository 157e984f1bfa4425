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
import org.junit.jupiter.api.Test;

class ReplacementTests {

    private static final Key KEY = Key.of("k");
    private static final byte[] OLD = WordSet.TYPE.encode(KEY, Set.of("old"));

    private final FakeNode first = node("a");
    private final FakeNode second = node("b");
    private final AllComplete completeness = new AllComplete();
    private final ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
            WordSet.TYPE,
            new Membership(new Placement(List.of(first, second), 2)),
            completeness,
            new Hints(),
            new WriteLimits(Duration.ofMillis(100), () -> 0),
            ReplicationListener.NONE);

    private static FakeNode node(String name) {
        return new FakeNode(name, request -> CompletableFuture.completedFuture(answer(request)));
    }

    private static Reply answer(Request request) {
        if (request instanceof Request.Put) {
            return new Reply.Stored(7);
        }
        return new Reply.Hit(
                5, Checksum.of(OLD), 50, request instanceof Request.Get get && get.withValue() ? OLD : null);
    }

    private WriteResult<Set<String>> replace(Replicas basis) {
        return store.replace(KEY, Set.of("gone"), basis, WordSet.LIFE).join();
    }

    @Test
    void replacesWhatWasReadOnEveryNode() {
        assertThat(replace(store.read(KEY).join().replicas())).isInstanceOf(WriteResult.Kept.class);
        assertThat(first.sent()).last().isInstanceOf(Request.Put.class);
        assertThat(second.sent()).last().isInstanceOf(Request.Put.class);
    }

    /** A restarted node counts its tokens from the beginning, so that the token may stand for another state. */
    @Test
    void isOvertakenIfAConditionBelongsToALostConnection() {
        Replicas basis = store.read(KEY).join().replicas();
        first.sent().clear();
        second.sent().clear();
        second.reconnect();

        assertThat(replace(basis)).isInstanceOf(WriteResult.Overtaken.class);
        assertThat(first.sent()).isEmpty();
        assertThat(second.sent()).isEmpty();
    }

    @Test
    void isMissedByNoNodeIfItIsSentToNone() {
        Replicas basis = store.read(KEY).join().replicas();
        first.starting(true);
        second.starting(true);
        assertThat(replace(basis)).isInstanceOf(WriteResult.NotKept.class);
        assertThat(completeness.missed()).isEmpty();
    }

    @Test
    void isMissedByNoNodeIfItIsOvertakenBeforeItIsSent() {
        Replicas basis = store.read(KEY).join().replicas();
        first.starting(true);
        second.reconnect();
        assertThat(replace(basis)).isInstanceOf(WriteResult.Overtaken.class);
        assertThat(completeness.missed()).isEmpty();
    }
}
