package io.memshare.node;

/**
 * Decides whether a node is needed for a majority of the copies. Nodes report when they come and go. Safe for use by
 * several threads.
 */
public interface Quorum {

    /** Reports that a node is used from now on. */
    void nodeUp();

    /** Reports that a node that was up is no longer used. */
    void nodeDown();

    /** Returns whether any single node that is up may be lost. */
    boolean canSpareOne();

    /** Returns whether the nodes that are up suffice without those that are down; always false if no node is up. */
    boolean isReached();
}
