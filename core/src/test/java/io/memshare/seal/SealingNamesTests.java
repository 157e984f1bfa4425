package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingNamesTests {

    private static final byte[] ID = "MWEwMTRj".getBytes(StandardCharsets.US_ASCII);
    private static final String BY_A = "71caef99fe4c719bdc67d0402f61ee54d27191d18ea179491df74d544988fc2e";
    private static final String BY_A_AS_INDEX = "c4bec9cc0e2951cd5fc1149f01444abcb38a6730b1a5d97ee8dcdbeca1e5683e";
    private static final String BY_A_IN_SHOP = "5b63f7e40fcc272a735e3903fe999fb498fbb3b35a8123cda62bc1be8edb4781";

    private static List<String> names(Sealing sealing, String kind) {
        return sealing.names(kind, ID).stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void namesAreFrozen() {
        assertThat(names(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A), "session"))
                .containsExactly(BY_A);
        assertThat(names(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A), "index"))
                .containsExactly(BY_A_AS_INDEX);
        assertThat(names(TestKeys.sealing("shop", PlainRecords.REFUSE, TestKeys.A), "session"))
                .containsExactly(BY_A_IN_SHOP);
    }

    @Test
    void theFirstKeyNamesAndEachFinds() {
        String byB = names(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.B), "session")
                .get(0);

        assertThat(names(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.B, TestKeys.A), "session"))
                .containsExactly(byB, BY_A);
    }

    @Test
    void namesByTheirOwnKeysDoNotChangeWithTheSealingKey() {
        KeyRing ring = new KeyRing(List.of(TestKeys.B, TestKeys.C), List.of(TestKeys.A));

        assertThat(names(Sealing.by(() -> ring, "memshare", PlainRecords.REFUSE), "session"))
                .containsExactly(BY_A);
    }

    @Test
    void plainNamesAreUsedAsLongAsPlainRecordsAre() {
        String digest = names(Sealing.NONE, "session").get(0);

        assertThat(digest).hasSize(64).isNotEqualTo(BY_A);
        assertThat(names(TestKeys.sealing("memshare", PlainRecords.READ, TestKeys.A), "session"))
                .containsExactly(BY_A, digest);
        assertThat(names(TestKeys.sealing("memshare", PlainRecords.WRITE, TestKeys.A), "session"))
                .containsExactly(digest, BY_A);
    }
}
