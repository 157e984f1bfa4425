package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the bytes of large records that are being read or written, whatever number of nodes each operation uses, so
 * that they do not delay all other replies. Further operations wait in order of arrival. An operation that has waited
 * for too long is refused <em>before any node was asked</em>: a refusal by this server is neither a failure of a node
 * nor a missed write. Operations on other records pass at once. Safe for use by several threads.
 */
final class Admission {

    /** The largest item that memcached takes by default: one operation on such a record, or several on smaller ones. */
    static final int MOST_BYTES = 1024 * 1024;

    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final LargeKeys large;
    private final LongSupplier nanos;
    private final long longestWaitNanos;
    private final Queue<Operation<?>> queue = new ArrayDeque<>();
    private long underWay;

    /**
     * Creates an admission.
     *
     * @param large tells which records are large
     * @param nanos a monotonic clock in nanoseconds
     */
    Admission(LargeKeys large, LongSupplier nanos) {
        this(large, nanos, LONGEST_WAIT.toNanos());
    }

    private Admission(LargeKeys large, LongSupplier nanos, long longestWaitNanos) {
        this.large = large;
        this.nanos = nanos;
        this.longestWaitNanos = longestWaitNanos;
    }

    /** Returns an admission of its own for operations that nobody waits for: none is refused. */
    Admission patient() {
        return new Admission(large, nanos, Long.MAX_VALUE);
    }

    /**
     * Runs an operation once it is admitted.
     *
     * @param key the record
     * @param work the operation; a failure to start it fails the result
     * @param refusal the result if the operation has waited for too long
     */
    <T> CompletableFuture<T> run(Key key, Supplier<CompletableFuture<T>> work, Supplier<T> refusal) {
        int bytes = large.bytes(key);
        if (bytes == 0) {
            return started(work);
        }
        Operation<T> operation = new Operation<>(bytes, work, refusal, new CompletableFuture<>(), nanos.getAsLong());
        synchronized (queue) {
            queue.add(operation);
        }
        admitWaiting();
        return operation.result();
    }

    private void admitWaiting() {
        Operation<?> next = next();
        while (next != null) {
            start(next);
            next = next();
        }
    }

    private void start(Operation<?> operation) {
        int bytes = operation.bytes();
        try {
            Background.run("admitting the next operation", operation.start().thenRun(() -> ended(bytes)));
        } catch (RuntimeException | Error failure) {
            release(bytes);
            operation.result().completeExceptionally(failure);
        }
    }

    private void ended(int bytes) {
        release(bytes);
        admitWaiting();
    }

    private void release(int bytes) {
        synchronized (queue) {
            underWay -= bytes;
        }
    }

    /**
     * Takes the next operation from the queue if it can be admitted, and refuses those that have waited for too long.
     */
    private @Nullable Operation<?> next() {
        takeLate().forEach(Operation::refuse);
        synchronized (queue) {
            Operation<?> next = queue.peek();
            if (next == null || !fits(next)) {
                return null;
            }
            underWay += next.bytes();
            return queue.remove();
        }
    }

    private List<Operation<?>> takeLate() {
        List<Operation<?>> late = new ArrayList<>(0);
        synchronized (queue) {
            Operation<?> first = queue.peek();
            while (first != null && nanos.getAsLong() - first.since() > longestWaitNanos) {
                late.add(queue.remove());
                first = queue.peek();
            }
        }
        return late;
    }

    private boolean fits(Operation<?> operation) {
        return underWay == 0 || underWay + operation.bytes() <= MOST_BYTES;
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** An operation, with the size of its record and the time of its arrival. */
    private record Operation<T>(
            int bytes,
            Supplier<CompletableFuture<T>> work,
            Supplier<T> refusal,
            CompletableFuture<T> result,
            long since) {

        void refuse() {
            try {
                result.complete(refusal.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
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
