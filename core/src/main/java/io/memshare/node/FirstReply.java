package io.memshare.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Measures the reply time of the first request to a node that is coming back. Safe for use by several threads. */
final class FirstReply implements Channel {

    private final Channel channel;
    private final LongSupplier nanoTime;
    private volatile boolean asked;
    private volatile long tookNanos;

    FirstReply(Channel channel, LongSupplier nanoTime) {
        this.channel = channel;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        CompletableFuture<Reply> reply = channel.send(request);
        if (!asked) {
            asked = true;
            long from = nanoTime.getAsLong();
            return reply.whenComplete((answer, failure) -> tookNanos = nanoTime.getAsLong() - from);
        }
        return reply;
    }

    /** Returns the reply time in nanoseconds, 0 if no request was sent. */
    long tookNanos() {
        return tookNanos;
    }
}
