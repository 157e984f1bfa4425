package io.memshare.node;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many nodes are up, and how many have to be so that every record has a majority of its copies in reach. Servers that
 * all reach a majority see each other's changes; servers that fall below it may split. So a node that answers late is given
 * up at once only while it can be spared, and is waited for longer when it is the one that a majority hangs on.
 *
 * <p>With fewer than three copies nothing less than all is a majority, and any node can be spared. Safe for use by several
 * threads.
 */
public final class Majority {

    private final int needed;
    private final AtomicInteger up = new AtomicInteger();

    private Majority(int needed) {
        this.needed = needed;
    }

    /**
     * Returns the majority that records need.
     *
     * @param nodes the number of nodes
     * @param copies how many nodes hold a record, 1 to the number of nodes
     */
    public static Majority of(int nodes, int copies) {
        return new Majority(copies < 3 ? 0 : nodes - (copies - 1) / 2);
    }

    /** Returns a majority for a node by itself, which can always be spared. */
    public static Majority none() {
        return new Majority(0);
    }

    void joined() {
        up.incrementAndGet();
    }

    void left() {
        up.decrementAndGet();
    }

    /** Returns whether a node that is up may be lost. */
    boolean canSpareOne() {
        return up.get() > needed;
    }

    /** Returns whether there is enough without a node that is down; without any node there never is. */
    boolean isReached() {
        return up.get() >= Math.max(1, needed);
    }
}
