package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a write puts on a node to tell that another node missed it. */
class NotesTests {

    private final FakeNode holder = FakeNode.answering("a", new Reply.Stored(7));
    private final NodeAddress about = NodeAddress.parse("b");

    private final ServerProfile self = Servers.profile(List.of(holder.address(), about), 2, () -> 0);

    private final CompletenessKeeper keeper = new CompletenessKeeper(self, new CompletenessListener() {});

    private Note read(Request.Set set) {
        Reply.Hit hit = new Reply.Hit(1, set.checksum(), 60, set.value());
        return Objects.requireNonNull(self.codec().note(holder.address(), set.key(), hit));
    }

    /** Another server may have rebuilt the node after the first write, before it misses the second one. */
    @Test
    void eachWriteHasANoteOfItsOwnThoughOneIsThereAlready() {
        for (int i = 0; i < 2; i++) {
            keeper.note(holder, holder.address(), about, false).join();
        }
        assertThat(holder.sent().stream()
                        .filter(request ->
                                request.key().equals(self.codec().keys().note(about)))
                        .map(request -> read((Request.Set) request).nonce()))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    /** The nodes that it has closed already have missed nothing, though they answer nothing any more. */
    @Test
    void aServerThatEndsNotesNothing() {
        keeper.close();

        Reply reply = keeper.note(holder, holder.address(), about, false).join();

        assertThat(reply.isLocalRefusal()).isTrue();
        assertThat(holder.sent()).isEmpty();
    }

    /** A write may have stored the note again since it was read; the voucher does not reflect that write. */
    @Test
    void aNoteIsRemovedOnlyIfItIsStillTheOneThatWasRead() {
        notes().remove(holder.address(), holder, new Survey.HeldNote(about, 5, 41));

        assertThat(holder.sent().stream().filter(request -> request.key().equals(note()) && isWrite(request)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Request.Put.class, put -> assertThat(put.expected()).isEqualTo(41));
    }

    /** The token beside it belongs to that write, too: the next one would put a younger token in its place. */
    @Test
    void theTokenBesideANoteThatWasStoredAgainStays() {
        FakeNode changed = new FakeNode(
                "a",
                request -> CompletableFuture.completedFuture(
                        request instanceof Request.Put ? Reply.Conflict.CONFLICT : new Reply.Hit(9, 0, 60, null)));

        notes().remove(changed.address(), changed, new Survey.HeldNote(about, 5, 41));

        assertThat(changed.sent())
                .filteredOn(request -> request.key().equals(since()) && isWrite(request))
                .isEmpty();
    }

    /** It was stored again between the removals of the two. */
    @Test
    void theTokenBesideANoteThatIsThereAgainSaysThatAnythingMayBeMissing() {
        byte[] again = self.codec().encode(holder.address(), note(), new Note(6));
        FakeNode changed = new FakeNode(
                "a",
                request -> CompletableFuture.completedFuture(
                        isWrite(request) ? new Reply.Stored(10) : new Reply.Hit(9, Checksum.of(again), 60, again)));

        notes().remove(changed.address(), changed, new Survey.HeldNote(about, 5, 41));

        assertThat(changed.sent()).last().isInstanceOfSatisfying(Request.Set.class, set -> {
            assertThat(set.key()).isEqualTo(since());
            assertThat(set.timeToLive()).isEqualTo(new TimeToLive(60));
            Reply.Hit hit = new Reply.Hit(1, set.checksum(), 60, set.value());
            assertThat(self.codec().since(holder.address(), since(), hit)).isEqualTo(MissedSince.EVERYTHING);
        });
    }

    private Notes notes() {
        return new Notes(self, new Memory(), new TokenHistory(), () -> 60);
    }

    private Key note() {
        return self.codec().keys().note(about);
    }

    private Key since() {
        return self.codec().keys().since(about);
    }

    private static boolean isWrite(Request request) {
        return request instanceof Request.Put || request instanceof Request.Set;
    }

    /** A write that is under way now may have got a token before that of a younger item. */
    @Test
    void theTokenBesideANoteIsOlderThanAnyWriteThatIsUnderWay() {
        TokenHistory tokens = new TokenHistory();
        tokens.reached(holder.address(), 7, 41, 0);
        long oldEnough = 2 * self.longWriteNanos();
        assertThat(since(tokens, oldEnough - 1).token()).isZero();
        assertThat(since(tokens, oldEnough)).isEqualTo(new MissedSince(7, 41));
    }

    private MissedSince since(TokenHistory tokens, long now) {
        ServerProfile later = Servers.profile(List.of(holder.address(), about), 2, () -> now);
        new Notes(later, new Memory(), tokens, () -> 60)
                .plant(holder, holder.address(), about, false)
                .join();
        Request.Put put = (Request.Put) holder.sent().get(holder.sent().size() - 1);
        Reply.Hit hit = new Reply.Hit(1, put.checksum(), 60, put.value());
        return Objects.requireNonNull(self.codec().since(holder.address(), put.key(), hit));
    }
}
