package io.memshare.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The reply to a request that listeners are told of, without the garbage of a dependent stage. Timeouts are told as
 * well, because the owner of the connection completes the same future when its deadline is over.
 */
final class ObservedReply extends CompletableFuture<Reply> {

    private final NodeAddress node;
    private final Request request;
    private final Object[] listeners;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * Tells the listeners that a request is being sent.
     *
     * @param listeners of type {@link RequestListener}
     */
    ObservedReply(NodeAddress node, Request request, Object[] listeners, LongSupplier nanoTime) {
        this.node = node;
        this.request = request;
        this.listeners = listeners;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        for (Object listener : listeners) {
            ((RequestListener) listener).sent(node, request);
        }
    }

    @Override
    public boolean complete(Reply reply) {
        long nanos = nanoTime.getAsLong() - startNanos;
        boolean first = super.complete(reply);
        if (first) {
            for (Object listener : listeners) {
                ((RequestListener) listener).answered(node, request, reply, nanos);
            }
        }
        return first;
    }
}
