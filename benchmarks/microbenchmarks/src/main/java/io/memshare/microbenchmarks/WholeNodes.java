package io.memshare.microbenchmarks;

import io.memshare.node.Replica;
import io.memshare.replication.Wholeness;
import java.util.concurrent.CompletableFuture;

/** All nodes are whole, and nobody asks whether. */
public enum WholeNodes implements Wholeness {

    /** The only one. */
    INSTANCE;

    private static final CompletableFuture<Boolean> YES = CompletableFuture.completedFuture(true);

    @Override
    public CompletableFuture<Boolean> isWhole(Replica node) {
        return YES;
    }

    @Override
    public void missedWrite(Replica node) {
        throw new IllegalStateException("a node missed a write");
    }
}
