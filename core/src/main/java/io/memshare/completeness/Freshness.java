package io.memshare.completeness;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Whether this server has polled the nodes recently. After a pause, other servers may have changed the list of nodes in
 * the meantime without waiting for this server. Safe for use by several threads.
 */
final class Freshness {

    private static final CompletableFuture<Void> FRESH = CompletableFuture.completedFuture(null);
    private static final long NEVER = Long.MIN_VALUE;

    private final long limitNanos;
    private volatile long polledNanos = NEVER;
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();

    Freshness(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** Records a poll that has ended; {@code nanos} is its start. */
    void polled(long nanos) {
        polledNanos = nanos;
        CompletableFuture<Void> ended = next;
        next = new CompletableFuture<>();
        ended.complete(null);
    }

    /**
     * Completes at once unless this server was paused, and otherwise with the first poll that began after the pause: a
     * poll that the pause interrupted may have read the nodes before it.
     */
    CompletableFuture<Void> at(LongSupplier nanos) {
        CompletableFuture<Void> poll = next;
        long polled = polledNanos;
        return polled == NEVER || nanos.getAsLong() - polled < limitNanos ? FRESH : poll.thenCompose(done -> at(nanos));
    }
}
