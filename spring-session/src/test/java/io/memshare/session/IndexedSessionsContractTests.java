package io.memshare.session;

import io.memshare.seal.Sealing;

/** The contract with an index: it changes nothing for sessions that are found by their ids. */
class IndexedSessionsContractTests extends SessionRepositoryContract {

    IndexedSessionsContractTests() {
        super(3);
    }

    @Override
    SharedSessions servers(int count, Sealing sealedByOne, Sealing sealedByTwo) {
        return new SharedSessions(count, sealedByOne, sealedByTwo, IndexedMemshareSessionRepository::new);
    }
}
