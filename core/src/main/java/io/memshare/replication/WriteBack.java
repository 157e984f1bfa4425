package io.memshare.replication;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what a read found on too few nodes to a majority, before the read is answered. Nobody used the record by that, so it
 * gets the time to live that it has left. What a tombstone is put over is seen to first. For one read.
 */
final class WriteBack<S> {

    private final ReplicatedStore<S> store;
    private final RecordType<S> type;
    private final Key key;
    private final Read.Found<S> found;

    WriteBack(ReplicatedStore<S> store, RecordType<S> type, Key key, Read.Found<S> found) {
        this.store = store;
        this.type = type;
        this.key = key;
        this.found = found;
    }

    CompletableFuture<Read<S>> run() {
        return settled(found.state(), found.met())
                .thenCompose(
                        settled -> store.write(key, found.state(), found.replicas(), Restoration.left(type, found)))
                .thenCompose(this::answer);
    }

    private CompletableFuture<?> settled(S state, Collection<S> replaced) {
        return type.isTombstone(state)
                ? store.settlement().settle(key, state, replaced)
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Read<S>> answer(Written<S> written) {
        if (!(written instanceof Written.Kept<S> kept)) {
            String reason = written instanceof Written.NotKept<S> notKept
                    ? notKept.reason()
                    : "what some nodes hold is too large for others";
            return CompletableFuture.completedFuture(new Read.Unknown<>(reason, found.replicas()));
        }
        List<S> met = new ArrayList<>(found.met());
        met.addAll(kept.met());
        met.add(found.state());
        return settled(kept.state(), met)
                .thenApply(settled -> new Read.Found<>(
                        kept.state(), kept.checksum(), found.idleSeconds(), kept.replicas(), List.copyOf(met)));
    }
}
