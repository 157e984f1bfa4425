package io.memshare.session;

import io.memshare.Cluster;
import io.memshare.Protection;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;

/**
 * The contract with sealed records, over TLS with certificates on both sides and a password. Each of the two servers
 * seals by another key.
 */
class SecuredSessionsContractTests extends SessionRepositoryContract {

    SecuredSessionsContractTests() {
        super(
                3,
                SealedSessionsContractTests.by(TestKeys.A, TestKeys.B),
                SealedSessionsContractTests.by(TestKeys.B, TestKeys.A));
    }

    @Override
    SharedSessions servers(int count, Sealing sealedByOne, Sealing sealedByTwo) {
        return new SharedSessions(
                Cluster.of(count, Protection.all()), sealedByOne, sealedByTwo, MemshareSessionRepository::new);
    }
}
