package io.memshare.placement;

import java.util.Objects;

/**
 * The nodes in use. They are an immutable {@link Placement}, replaced as a whole while requests run: an operation takes
 * the current placement once and works on it to its end. Safe for use by several threads.
 */
public final class Membership {

    private volatile Placement current;

    /**
     * Creates a membership.
     *
     * @param initial the initial nodes
     */
    public Membership(Placement initial) {
        this.current = Objects.requireNonNull(initial, "initial");
    }

    /** Returns the nodes in use now. */
    public Placement current() {
        return current;
    }

    /**
     * Replaces the nodes. Operations in progress finish on the nodes with which they started, so those must stay open
     * until then.
     *
     * @param next the nodes in use from now on
     */
    public void replace(Placement next) {
        current = Objects.requireNonNull(next, "next");
    }
}
