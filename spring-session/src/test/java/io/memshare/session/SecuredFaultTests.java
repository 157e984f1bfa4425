package io.memshare.session;

import io.memshare.Protection;

/** Faults of nodes and connections with sealed records, over TLS with certificates on both sides and a password. */
class SecuredFaultTests extends FaultTests {

    @Override
    Protection protection() {
        return Protection.all();
    }
}
