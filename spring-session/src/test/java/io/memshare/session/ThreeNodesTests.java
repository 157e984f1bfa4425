package io.memshare.session;

/** The contract over three nodes that all hold each session. */
class ThreeNodesTests extends SessionRepositoryContract {

    ThreeNodesTests() {
        super(3);
    }
}
