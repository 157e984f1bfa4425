package io.memshare.session;

import io.memshare.Protection;

/** Sealed sessions and servers whose keys differ, over TLS with certificates on both sides and a password. */
class SecuredSealedSessionTests extends SealedSessionTests {

    @Override
    Protection protection() {
        return Protection.all();
    }
}
