package io.memshare.session;

import io.memshare.MemshareSettings;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The stamp that a browser sends: any text that was not sealed for its session counts for nothing. */
public final class StampFuzzer {

    private static final StampSeal SEAL =
            new StampSeal(MemshareSettings.builder(List.of(NodeAddress.parse("localhost")))
                    .sealing(TestKeys.sealing("memshare", PlainRecords.READ, TestKeys.A))
                    .build());

    private StampFuzzer() {}

    /** The input is the text. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (!SEAL.open("an id", new String(input, StandardCharsets.UTF_8)).equals(HybridTimestamp.ZERO)) {
            throw new AssertionError("counts");
        }
    }
}
