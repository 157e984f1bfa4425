package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares reads. While this server reads a record, further requests for it share the <em>next</em> read, which is sent
 * only after the current read has ended. Sharing the current read would violate read-your-writes, because it may have
 * been answered before the last write of the requester. Safe for use by several threads.
 *
 * @param <R> the result of a read
 */
final class ReadLanes<R> {

    private final Admission admission;
    private final Function<Key, CompletableFuture<R>> reader;
    private final Function<Key, R> refusal;
    private final ConcurrentMap<Key, Lane<R>> lanes = new ConcurrentHashMap<>();

    /** The reads of a record: the current read, and the next read if there are requests for it. */
    private record Lane<R>(
            CompletableFuture<R> now, @Nullable CompletableFuture<R> next) {

        Lane<R> joined(CompletableFuture<R> another) {
            return next == null ? new Lane<>(now, another) : this;
        }

        @Nullable Lane<R> advanced() {
            return next == null ? null : new Lane<>(next, null);
        }
    }

    /**
     * Creates lanes.
     *
     * @param admission admits reads of large records
     * @param reader performs a read
     * @param refusal the result of a read that was not admitted in time
     */
    ReadLanes(Admission admission, Function<Key, CompletableFuture<R>> reader, Function<Key, R> refusal) {
        this.admission = admission;
        this.reader = reader;
        this.refusal = refusal;
    }

    CompletableFuture<R> read(Key key) {
        CompletableFuture<R> mine = new CompletableFuture<>();
        Lane<R> lane = lanes.compute(key, (same, open) -> open == null ? new Lane<>(mine, null) : open.joined(mine));
        if (lane.now() == mine) {
            start(key, mine);
        }
        CompletableFuture<R> next = lane.next();
        return next == null ? lane.now() : next;
    }

    private void start(Key key, CompletableFuture<R> answer) {
        CompletableFuture<R> read = admission.run(key, () -> reader.apply(key), () -> refusal.apply(key));
        CompletableFuture<?> answered = read.handle((found, failure) -> {
            Lane<R> following = lanes.computeIfPresent(key, (same, open) -> open.advanced());
            if (following != null) {
                start(key, following.now());
            }
            if (failure == null) {
                answer.complete(found);
            } else {
                answer.completeExceptionally(failure);
            }
            return null;
        });
        Background.run("sharing a read", answered);
    }
}
