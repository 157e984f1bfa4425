package io.memshare.session;

import io.memshare.Protection;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rebuilds with sealed records, over TLS with certificates on both sides and a password. */
@Execution(ExecutionMode.CONCURRENT)
class SecuredRebuildTests extends RebuildTests {

    @Override
    Protection protection() {
        return Protection.all();
    }

    @Override
    int many() {
        return 2_000;
    }
}
