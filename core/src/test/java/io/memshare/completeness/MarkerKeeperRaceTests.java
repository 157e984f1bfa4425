package io.memshare.wholeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens between a question about a marker and the answer. */
class MarkerKeeperRaceTests {

    private static final Reply WHOLE = new Reply.Hit(1, 0, Reply.FOREVER, Marker.bytes(Marker.WHOLE));

    private final MarkerKeeper keeper = new MarkerKeeper(Key.of("marker"), new TimeToLive(60));
    private final Queue<CompletableFuture<Reply>> puts = new ArrayDeque<>();
    private final FakeNode node =
            new FakeNode("node.test", request -> request instanceof Request.Put ? puts.remove() : answered(WHOLE));

    private static CompletableFuture<Reply> answered(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    @Test
    void aNodeIsNotWholeWhileItsMarkerIsBeingTakenAway() {
        CompletableFuture<Reply> put = new CompletableFuture<>();
        puts.add(put);
        keeper.missedWrite(node);
        CompletableFuture<Void> look = keeper.look(List.of(node, FakeNode.answering("other.test", WHOLE)));
        assertThat(keeper.isWhole(node)).isCompletedWithValue(false);
        put.complete(new Reply.Stored(2));
        assertThat(look).isCompleted();
        // What the node says counts again.
        assertThat(keeper.isWhole(node)).isCompletedWithValue(true);
    }

    @Test
    void aWriteThatIsMissedWhileTheMarkerIsBeingTakenAwayIsNotForgotten() {
        CompletableFuture<Reply> put = new CompletableFuture<>();
        puts.add(put);
        keeper.missedWrite(node);
        keeper.look(List.of(node, FakeNode.answering("other.test", WHOLE)));
        keeper.missedWrite(node);
        put.complete(new Reply.Stored(2));
        assertThat(keeper.isWhole(node)).isCompletedWithValue(false);
    }

    @Test
    void aGreetingIsRepeatedWhenSomebodyElseHasChangedTheMarker() {
        puts.add(answered(Reply.Conflict.CONFLICT));
        puts.add(answered(new Reply.Stored(2)));
        keeper.missedWrite(node);
        assertThat(keeper.greet(node, node)).isCompleted();
        assertThat(puts).isEmpty();
    }

    @Test
    void aGreetingFailsWhenTheMarkerIsNotTaken() {
        for (Reply reply : List.of(new Reply.Refused("no"), new Reply.Unavailable(Reply.Reason.CONNECTION_LOST))) {
            puts.add(answered(reply));
            keeper.missedWrite(node);
            assertThat(keeper.greet(node, node)).isCompletedExceptionally();
            assertThat(keeper.isWhole(node)).isCompletedWithValue(false);
        }
    }

    @Test
    void aGreetingFailsWithoutAnAnswer() {
        FakeNode silent = FakeNode.answering("node.test", new Reply.Unavailable(Reply.Reason.CONNECTION_LOST));
        assertThat(keeper.greet(silent, silent)).isCompletedExceptionally();
    }

    @Test
    void aLookChangesNothingWhereNothingIsDue() {
        FakeNode other = FakeNode.answering("other.test", WHOLE);
        assertThat(keeper.look(List.of(node, other))).isCompleted();
        assertThat(node.sent()).hasSize(1);
        assertThat(other.sent()).hasSize(1);
    }

    @Test
    void nothingIsFoundedWhileANodeIsStarting() {
        FakeNode empty = FakeNode.answering("other.test", Reply.Miss.MISS);
        FakeNode starting = FakeNode.answering("new.test", new Reply.Unavailable(Reply.Reason.DOWN));
        starting.starting(true);
        keeper.look(List.of(empty, starting, FakeNode.answering("third.test", Reply.Miss.MISS)));
        assertThat(empty.sent()).hasSize(1);
    }
}
