package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VoucherStatusTests {

    private static final Channel CHANNEL = request -> CompletableFuture.completedFuture(Reply.Miss.MISS);
    private static final NodeAddress PEER = NodeAddress.parse("b");
    private static final Voucher.Coverage COVERAGE = new Voucher.Coverage(1_800, Set.of(), 0);

    private final VoucherStatus missedSomeOfThePeer = status(Voucher.empty(3, 4, COVERAGE, List.of())
            .incomplete(5, List.of(), Map.of(ControlKeys.hash(PEER), new MissedSince(77, 41))));

    private static VoucherStatus status(Voucher voucher) {
        return new VoucherStatus(VoucherStatus.Kind.INCOMPLETE, voucher, 9, CHANNEL);
    }

    private static VoucherStatus peerOfLife(long life) {
        return status(Voucher.empty(life, 6, COVERAGE, List.of()));
    }

    @Test
    void recordsOfAPeerAreMissingFromATokenOn() {
        assertThat(missedSomeOfThePeer.missingSince(PEER, peerOfLife(77))).isEqualTo(41);
    }

    /** Its tokens begin anew, so that what it took since then may have any. */
    @Test
    void everyRecordOfAPeerThatLostItsMemorySinceIsMissing() {
        assertThat(missedSomeOfThePeer.missingSince(PEER, peerOfLife(78))).isZero();
    }

    @Test
    void withoutATokenEveryRecordIsMissing() {
        assertThat(missedSomeOfThePeer.missingSince(NodeAddress.parse("c"), peerOfLife(77)))
                .isZero();
        assertThat(peerOfLife(77).missingSince(PEER, missedSomeOfThePeer)).isZero();
    }
}
