package io.memshare.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The nodes in use. They are an immutable {@link Placement}, replaced as a whole while requests run: an operation takes
 * the current placement once and works on it to its end. Safe for use by several threads.
 */
public final class Membership {

    private final List<Writes> former = new ArrayList<>();
    private volatile Writes current;

    /**
     * Creates a membership.
     *
     * @param initial the initial nodes
     */
    public Membership(Placement initial) {
        this.current = new Writes(Objects.requireNonNull(initial, "initial"));
    }

    /** A placement, and how many writes in progress began with it. */
    private record Writes(Placement placement, AtomicInteger inProgress) {

        Writes(Placement placement) {
            this(placement, new AtomicInteger());
        }
    }

    /** Returns the nodes in use now. */
    public Placement current() {
        return current.placement();
    }

    /**
     * Performs a write on the nodes in use now, and counts it until it has ended.
     *
     * @param write starts the write on the given nodes, on which it works to its end
     * @return the result of the write
     */
    public <T> CompletableFuture<T> write(Function<Placement, CompletableFuture<T>> write) {
        Writes writes = begin();
        try {
            return write.apply(writes.placement()).whenComplete((result, failure) -> end(writes));
        } catch (RuntimeException | Error failure) {
            end(writes);
            throw failure;
        }
    }

    private Writes begin() {
        while (true) {
            Writes writes = current;
            writes.inProgress().incrementAndGet();
            // A write that did not count when the nodes were replaced begins with the new nodes.
            if (writes.inProgress() == current.inProgress()) {
                return writes;
            }
            end(writes);
        }
    }

    private static void end(Writes writes) {
        writes.inProgress().decrementAndGet();
    }

    /**
     * Replaces the nodes. Operations in progress finish on the nodes with which they started, so those must stay open
     * until then.
     *
     * @param next the nodes in use from now on
     */
    public synchronized void replace(Placement next) {
        former.add(current);
        current = new Writes(Objects.requireNonNull(next, "next"));
    }

    /** Returns whether every write that began with former nodes has ended. */
    public synchronized boolean isSettled() {
        former.removeIf(writes -> writes.inProgress().get() == 0);
        return former.isEmpty();
    }
}
