package io.memshare.node;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reply to a request that listeners are told of, without the garbage of a dependent stage. Timeouts are told as
 * well, because the owner of the connection completes the same future when its deadline is over.
 */
final class ObservedReply extends CompletableFuture<Reply> {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedReply.class);

    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

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
            try {
                ((RequestListener) listener).sent(node, request);
            } catch (RuntimeException | Error ex) {
                failed(listener, ex);
            }
        }
    }

    @Override
    public boolean complete(Reply reply) {
        long nanos = nanoTime.getAsLong() - startNanos;
        boolean first = super.complete(reply);
        if (first) {
            for (Object listener : listeners) {
                try {
                    ((RequestListener) listener).answered(node, request, reply, nanos);
                } catch (RuntimeException | Error ex) {
                    failed(listener, ex);
                }
            }
        }
        return first;
    }

    /** Whoever sends or answers a request must not fail because of a listener. It fails often, and is logged once. */
    private static void failed(Object listener, Throwable failure) {
        if (FAILED.add(listener.getClass().getName())) {
            LOG.error("the listener {} failed", listener.getClass().getName(), failure);
        }
    }
}
