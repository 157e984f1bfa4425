package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Channel;
import io.memshare.node.FakeNode;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NodeFillingTests {

    private final FakeNode node = FakeNode.answering("a", new Reply.Stored(7));
    private final ServerProfile self = Servers.profile(List.of(node.address()), 1, () -> 0);
    private final NodeFilling filling = new CompletenessKeeper(self, new CompletenessListener() {}).filling();
    private final Voucher incomplete = Voucher.empty(3, 4, new Voucher.Coverage(1_800, Set.of(), 0), List.of());

    private VoucherStatus seenOver(Channel channel) {
        return new VoucherStatus(VoucherStatus.Kind.INCOMPLETE, incomplete, 9, channel);
    }

    @Test
    void aFilledNodeIsCompleteIfItsVoucherIsStillTheOneThatWasSeen() {
        assertThat(filling.completed(node, seenOver(node)).join()).isTrue();
        assertThat(node.sent())
                .singleElement()
                .isInstanceOfSatisfying(
                        Request.Put.class, put -> assertThat(put.expected()).isEqualTo(9));
    }

    /** The token may stand for the voucher of an emptied node: a restarted node counts from the beginning. */
    @Test
    void aNodeWhoseConnectionWasLostMeanwhileIsNotComplete() {
        List<Request> overTheLostOne = new ArrayList<>();
        Channel lost = request -> {
            overTheLostOne.add(request);
            return CompletableFuture.completedFuture(new Reply.Unavailable(Reply.Reason.CONNECTION_LOST));
        };

        assertThat(filling.completed(node, seenOver(lost)).join()).isFalse();
        assertThat(overTheLostOne).hasSize(1);
        assertThat(node.sent()).isEmpty();
    }
}
