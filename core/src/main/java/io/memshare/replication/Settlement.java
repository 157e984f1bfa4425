package io.memshare.replication;

import io.memshare.node.Key;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Sees to what a tombstone is put over, as nobody finds it in the node any more. Safe for use by several threads.
 *
 * @param <S> the state of a record
 */
@FunctionalInterface
public interface Settlement<S> {

    /**
     * Sees to states that a tombstone replaces.
     *
     * @param key the key of the record
     * @param tombstone what the nodes hold now
     * @param replaced what they held before
     * @return done when that is seen to, or has failed; never completes exceptionally. It must not block
     */
    CompletableFuture<?> settle(Key key, S tombstone, Collection<S> replaced);
}
