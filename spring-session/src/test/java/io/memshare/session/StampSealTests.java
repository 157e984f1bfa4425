package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.MemshareSettings;
import io.memshare.codec.RecordId;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampSealTests {

    private static final String ID = "an id";
    private static final HybridTimestamp LATEST = HybridTimestamp.of(1_700_000_000_000L, 7);

    /** Made by another implementation (Python, cryptography 48), from docs/record-format.md alone. */
    private static final String FROZEN =
            "wQGKQFhj1AY_K8bYy9Td9HX4BdD4s-wIsQBsoEpNpCyurKescy5foRsaoDP61N_GhTx9Aisxd3Aq39gn0_rh5FTuPo"
                    + "1mAejhoBtQ6eu514CZF0lxAZgZSNe_eDef7VMKNPtO5z_Eyq8EaAgBsjeP9uK7TANGp1bHsRA";

    private final StampSeal stamps = by("memshare", PlainRecords.REFUSE, TestKeys.A);

    private static StampSeal by(String namespace, PlainRecords plainRecords, SealingKey... keys) {
        return new StampSeal(MemshareSettings.builder(List.of(NodeAddress.parse("localhost")))
                .namespace(namespace)
                .sealing(TestKeys.sealing(namespace, plainRecords, keys))
                .build());
    }

    private void countsForNothing(String text) {
        assertThat(stamps.open(ID, text)).isEqualTo(HybridTimestamp.ZERO);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void sealsToTheFrozenText() {
        assertThat(stamps.seal(ID, LATEST)).isEqualTo(FROZEN);
    }

    @Test
    void opensTheFrozenText() {
        assertThat(stamps.open(ID, FROZEN)).isEqualTo(LATEST);
        assertThat(by("memshare", PlainRecords.REFUSE, TestKeys.A, TestKeys.B).open(ID, FROZEN))
                .isEqualTo(LATEST);
    }

    @Test
    void everySingleBitCounts() {
        byte[] sealed = stamps.bytes(ID, LATEST);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            countsForNothing(text(flipped));
        }
    }

    @Test
    void everyPartOfAStampIsNoStamp() {
        for (int length = 0; length < FROZEN.length(); length++) {
            countsForNothing(FROZEN.substring(0, length));
        }
        countsForNothing(FROZEN + FROZEN);
        countsForNothing("A".repeat(1_000_000));
    }

    @Test
    void countsForItsOwnSessionApplicationAndKeyOnly() {
        countsForNothing(stamps.seal("another id", LATEST));
        countsForNothing(by("shop", PlainRecords.REFUSE, TestKeys.A).seal(ID, LATEST));
        countsForNothing(by("memshare", PlainRecords.REFUSE, TestKeys.B).seal(ID, LATEST));
    }

    @Test
    void aRecordOfTheSessionIsNoStamp() {
        Sealing sealing = TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A);
        RecordId record = new RecordId("memshare", "session", new SessionKeys("memshare", sealing).of(ID));

        countsForNothing(text(sealing.envelope().wrap(record, new byte[] {1, 9, 9, 9, 9, 9, 9, 9, 9})));
    }

    @Test
    void whatIsNotSealedIsNoStampAlsoWhilePlainRecordsAreRead() {
        String plain = text(new byte[] {1, 9, 9, 9, 9, 9, 9, 9, 9});

        assertThat(by("memshare", PlainRecords.READ, TestKeys.A).open(ID, plain))
                .isEqualTo(HybridTimestamp.ZERO);
    }
}
