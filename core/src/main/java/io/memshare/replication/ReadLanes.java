package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shared reads: while this server reads a record, further requests for it share the <em>next</em> read, which is sent only
 * after the present one has ended. To share the read under way would break read-your-writes, as it may have been answered
 * before the last write of the request that asks. Safe for use by several threads.
 *
 * @param <R> what comes of a read
 */
final class ReadLanes<R> {

    private final Admission admission;
    private final Function<Key, CompletableFuture<R>> reader;
    private final Function<Key, R> refusal;
    private final ConcurrentMap<Key, Lane<R>> lanes = new ConcurrentHashMap<>();

    /** The reads of one record: the one under way, and the one after it if there are requests for it. */
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
     * @param admission lets reads of large records through
     * @param reader carries out one read
     * @param refusal the answer to a read that was not let through in time
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
