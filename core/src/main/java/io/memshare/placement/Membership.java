package io.memshare.placement;

import java.util.Objects;

/**
 * The nodes in use. They are an immutable {@link Placement}, replaced as a whole while requests run: an operation
 * takes the current placement once and works on it to its end. Safe for use by several threads.
 */
public final class Membership {

    private volatile Placement current;

    /**
     * Creates a membership.
     *
     * @param initial the nodes to begin with
     */
    public Membership(Placement initial) {
        this.current = Objects.requireNonNull(initial, "initial");
    }

    /** Returns the nodes in use now. */
    public Placement current() {
        return current;
    }

    /**
     * Replaces the nodes. Operations under way end on the nodes that they began with, so those have to stay open
     * until then.
     *
     * @param next the nodes in use from now on
     */
    public void replace(Placement next) {
        current = Objects.requireNonNull(next, "next");
    }
}
