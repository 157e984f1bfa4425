package io.memshare.index;

import io.memshare.node.Key;
import io.memshare.replication.RecordType;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that consist of entries, each for its own lifetime. Safe for use by several threads.
 *
 * @param store the records
 * @param type their type
 * @param <S> the state of a record
 */
record EntriesWriter<S>(ReplicatedStore<S> store, RecordType<S> type) {

    /**
     * Writes a record.
     *
     * @param basis the replicas as read
     * @return null if the nodes hold it, otherwise the reason, human-readable
     */
    CompletableFuture<@Nullable String> write(Key key, S state, Replicas basis) {
        return store.write(key, state, basis, type.timeToLive(state)).thenApply(this::refusal);
    }

    private @Nullable String refusal(WriteResult<S> written) {
        if (written instanceof WriteResult.NotKept<S> notKept) {
            return notKept.reason();
        }
        if (written instanceof WriteResult.TooLarge<S> tooLarge) {
            return "a record of the kind " + type.kind() + " with " + tooLarge.size() + " bytes is larger than the "
                    + tooLarge.limit() + " bytes that the nodes accept";
        }
        return null;
    }
}
