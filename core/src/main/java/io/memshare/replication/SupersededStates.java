package io.memshare.replication;

import io.memshare.node.Key;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Handles the states that a tombstone supersedes, which no request finds in the node any more. Safe for use by several
 * threads.
 *
 * @param <S> the state of a record
 */
@FunctionalInterface
public interface SupersededStates<S> {

    /**
     * Handles superseded states. Must not block.
     *
     * @param key the key of the record
     * @param tombstone the state that the nodes now hold
     * @param replaced the states that they held before
     * @return completes when the states are handled, or this has failed; never completes exceptionally
     */
    CompletableFuture<?> settle(Key key, S tombstone, Collection<S> replaced);
}
