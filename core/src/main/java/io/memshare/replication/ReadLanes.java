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
 * @param <S> the state of a record
 */
final class ReadLanes<S> {

    private final Admission admission;
    private final Function<Key, CompletableFuture<Read<S>>> reader;
    private final Function<Key, Read<S>> refusal;
    private final ConcurrentMap<Key, Lane<S>> lanes = new ConcurrentHashMap<>();

    /** The reads of one record: the one under way, and the one after it if there are requests for it. */
    private record Lane<S>(
            CompletableFuture<Read<S>> now, @Nullable CompletableFuture<Read<S>> next) {

        Lane<S> joined(CompletableFuture<Read<S>> another) {
            return next == null ? new Lane<>(now, another) : this;
        }

        @Nullable Lane<S> advanced() {
            return next == null ? null : new Lane<>(next, null);
        }
    }

    /**
     * @param admission lets reads of large records through
     * @param reader carries out one read
     * @param refusal the answer to a read that was not let through in time
     */
    ReadLanes(Admission admission, Function<Key, CompletableFuture<Read<S>>> reader, Function<Key, Read<S>> refusal) {
        this.admission = admission;
        this.reader = reader;
        this.refusal = refusal;
    }

    CompletableFuture<Read<S>> read(Key key) {
        CompletableFuture<Read<S>> mine = new CompletableFuture<>();
        Lane<S> lane = lanes.compute(key, (same, open) -> open == null ? new Lane<>(mine, null) : open.joined(mine));
        if (lane.now() == mine) {
            start(key, mine);
        }
        CompletableFuture<Read<S>> next = lane.next();
        return next == null ? lane.now() : next;
    }

    private void start(Key key, CompletableFuture<Read<S>> answer) {
        CompletableFuture<Read<S>> read = admission.run(key, () -> reader.apply(key), () -> refusal.apply(key));
        CompletableFuture<?> answered = read.handle((found, failure) -> {
            Lane<S> following = lanes.computeIfPresent(key, (same, open) -> open.advanced());
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
