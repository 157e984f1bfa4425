package io.memshare.replication;

import io.memshare.node.Replica;
import java.util.concurrent.CompletableFuture;

/**
 * Which nodes are whole, that is, hold every record that they should. The "no" of any other node says nothing. Safe for use
 * by several threads.
 */
public interface Wholeness {

    /**
     * Asks whether a node is whole.
     *
     * @param node the node
     * @return whether it is; false also if it does not answer. Never completes exceptionally
     */
    CompletableFuture<Boolean> isWhole(Replica node);

    /**
     * Notes that a node did not get a write, so that it is not whole any more.
     *
     * @param node the node
     */
    void missedWrite(Replica node);
}
