package io.memshare.replication;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a state that a read found on too few nodes to a majority, before the read is answered. This is not a use of
 * the record, so it gets its remaining time to live. States superseded by a tombstone are handled first. Used for a
 * single read.
 */
final class WriteBack<S> {

    private final ReplicatedStore<S> store;
    private final RecordType<S> type;
    private final Key key;
    private final ReadResult.Found<S> found;

    WriteBack(ReplicatedStore<S> store, RecordType<S> type, Key key, ReadResult.Found<S> found) {
        this.store = store;
        this.type = type;
        this.key = key;
        this.found = found;
    }

    CompletableFuture<ReadResult<S>> run() {
        return settled(found.state(), found.observed())
                .thenCompose(settled ->
                        store.write(key, found.state(), found.replicas(), new RecordRetention<>(type).left(found)))
                .thenCompose(this::answer);
    }

    private CompletableFuture<?> settled(S state, Collection<S> replaced) {
        return type.isTombstone(state)
                ? store.supersededStates().settle(key, state, replaced)
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<ReadResult<S>> answer(WriteResult<S> written) {
        if (!(written instanceof WriteResult.Kept<S> kept)) {
            String reason = written instanceof WriteResult.NotKept<S> notKept
                    ? notKept.reason()
                    : "the record is larger than some nodes accept";
            return CompletableFuture.completedFuture(new ReadResult.Unknown<>(reason, found.replicas()));
        }
        List<S> observed = new ArrayList<>(found.observed());
        observed.addAll(kept.observed());
        observed.add(found.state());
        return settled(kept.state(), observed)
                .thenApply(settled -> new ReadResult.Found<>(
                        kept.state(), kept.checksum(), found.idleSeconds(), kept.replicas(), List.copyOf(observed)));
    }
}
