package io.memshare.session;

import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import java.util.List;

/** The contract with everything sealed, over three nodes and two servers of which each seals by another key. */
class SealedSessionsContractTests extends SessionRepositoryContract {

    SealedSessionsContractTests() {
        super(3, by(TestKeys.A, TestKeys.B), by(TestKeys.B, TestKeys.A));
    }

    static Sealing by(SealingKey... keys) {
        KeyRing ring = new KeyRing(List.of(keys), List.of(TestKeys.C));
        return Sealing.by(() -> ring, "memshare", PlainRecords.REFUSE);
    }
}
