package io.memshare.node;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares the number of nodes that are up with the number needed for a majority of the copies of every record. Servers
 * that all reach a majority see each other's changes; servers below a majority may diverge. A node that answers late is
 * therefore given up at once only while it can be spared; the node needed for a majority has a longer timeout.
 *
 * <p>With fewer than three copies only all of them form a majority, and any node can be spared. Safe for use by several
 * threads.
 */
final class QuorumTracker {

    private volatile int needed;
    private final AtomicInteger up = new AtomicInteger();

    private QuorumTracker(int needed) {
        this.needed = needed;
    }

    /**
     * Returns a tracker of the majority that records need.
     *
     * @param nodes the number of nodes
     * @param copies the number of nodes that hold a record, 1 to the number of nodes
     */
    static QuorumTracker of(int nodes, int copies) {
        return new QuorumTracker(needed(nodes, copies));
    }

    private static int needed(int nodes, int copies) {
        return copies < 3 ? 0 : nodes - (copies - 1) / 2;
    }

    /**
     * Adapts to another list of nodes.
     *
     * @param nodes the number of nodes
     * @param copies the number of nodes that hold a record, 1 to the number of nodes
     */
    void adapt(int nodes, int copies) {
        needed = needed(nodes, copies);
    }

    /** Records that a node is used from now on. */
    void nodeUp() {
        up.incrementAndGet();
    }

    /** Records that a node that was up is no longer used. */
    void nodeDown() {
        up.decrementAndGet();
    }

    /** Returns whether any single node that is up may be lost. */
    boolean canSpareOne() {
        return up.get() > needed;
    }

    /** Returns whether the nodes that are up suffice without those that are down; always false if no node is up. */
    boolean isReached() {
        return up.get() >= Math.max(1, needed);
    }
}
