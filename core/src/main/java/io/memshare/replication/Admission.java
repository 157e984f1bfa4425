package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the operations on large records in progress, whatever number of nodes each of them uses, so that they do not
 * delay all other replies. Further operations wait in order of arrival. An operation that has waited for too long is
 * refused <em>before any node was asked</em>: a refusal by this server is neither a failure of a node nor a missed
 * write. Operations on other records pass at once. Safe for use by several threads.
 */
final class Admission {

    /** A choice, not a measured optimum: enough for several visitors, too few to occupy the connections for long. */
    static final int MOST_UNDER_WAY = 4;

    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final LargeKeys large;
    private final LongSupplier nanos;
    private final Queue<Operation<?>> queue = new ArrayDeque<>();
    private int underWay;

    /**
     * Creates an admission.
     *
     * @param large tells which records are large
     * @param nanos a monotonic clock in nanoseconds
     */
    Admission(LargeKeys large, LongSupplier nanos) {
        this.large = large;
        this.nanos = nanos;
    }

    /**
     * Runs an operation once it is admitted.
     *
     * @param key the record
     * @param work the operation; a failure to start it fails the result
     * @param refusal the result if the operation has waited for too long
     */
    <T> CompletableFuture<T> run(Key key, Supplier<CompletableFuture<T>> work, Supplier<T> refusal) {
        if (!large.contains(key)) {
            return started(work);
        }
        Operation<T> operation = new Operation<>(work, refusal, new CompletableFuture<>(), nanos.getAsLong());
        synchronized (queue) {
            if (underWay == MOST_UNDER_WAY) {
                queue.add(operation);
                return operation.result();
            }
            underWay++;
        }
        admit(operation);
        return operation.result();
    }

    private void admit(Operation<?> first) {
        Operation<?> operation = first;
        while (operation != null && nanos.getAsLong() - operation.since() > LONGEST_WAIT.toNanos()) {
            operation.refuse();
            operation = next();
        }
        if (operation != null) {
            Background.run("admitting the next operation", operation.start().thenRun(this::admitNext));
        }
    }

    private void admitNext() {
        Operation<?> next = next();
        if (next != null) {
            admit(next);
        }
    }

    /** Passes the permit of a completed operation to the next, or returns it. */
    private @Nullable Operation<?> next() {
        synchronized (queue) {
            Operation<?> next = queue.poll();
            if (next == null) {
                underWay--;
            }
            return next;
        }
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** An operation, with the time of its arrival. */
    private record Operation<T>(
            Supplier<CompletableFuture<T>> work, Supplier<T> refusal, CompletableFuture<T> result, long since) {

        void refuse() {
            result.complete(refusal.get());
        }

        /** Returns a future that completes after the result. */
        CompletableFuture<?> start() {
            return started(work).handle((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
                return null;
            });
        }
    }
}
