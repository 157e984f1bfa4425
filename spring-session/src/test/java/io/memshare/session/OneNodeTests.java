package io.memshare.session;

/** The contract over a single node. */
class OneNodeTests extends SessionRepositoryContract {

    OneNodeTests() {
        super(1);
    }
}
