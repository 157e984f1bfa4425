package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicatedStore;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a session under all its names. A session has a single name except while names change; then the states under its
 * former names are merged into the state under its current name. Non-blocking. Safe for use by several threads.
 */
final class NamedReads {

    private final ReplicatedStore<SessionState> store;

    NamedReads(ReplicatedStore<SessionState> store) {
        this.store = store;
    }

    /**
     * The result of a read, and the key under which the session is to be changed.
     *
     * @param key the current key, or a former key if only that holds the session
     * @param read the states in the nodes
     */
    record NamedRead(Key key, ReadResult<SessionState> read) {}

    /**
     * Reads a session.
     *
     * @param keys its keys, at least 1, the current key first
     */
    CompletableFuture<NamedRead> read(List<Key> keys) {
        CompletableFuture<NamedRead> result = named(keys.get(0));
        for (Key former : keys.subList(1, keys.size())) {
            result = result.thenCombine(named(former), NamedReads::merge);
        }
        return result;
    }

    private CompletableFuture<NamedRead> named(Key key) {
        return store.read(key).thenApply(read -> new NamedRead(key, read));
    }

    private static NamedRead merge(NamedRead present, NamedRead former) {
        if (present.read() instanceof ReadResult.Found<SessionState> found) {
            return former.read() instanceof ReadResult.Found<SessionState> other
                    ? new NamedRead(present.key(), merge(found, other))
                    : present;
        }
        // A former name counts only if the current name has no newer information.
        return present.read() instanceof ReadResult.Absent<SessionState>
                        && !(former.read() instanceof ReadResult.Absent<SessionState>)
                ? former
                : present;
    }

    /**
     * Merges two results. The replicas are those of the current name; if they lack any part of the state, they disagree
     * with it and are then repaired.
     */
    private static ReadResult.Found<SessionState> merge(
            ReadResult.Found<SessionState> present, ReadResult.Found<SessionState> former) {
        SessionState merged = present.state().merge(former.state());
        boolean same = merged.equals(present.state());
        Collection<SessionState> observed = new ArrayList<>(present.observed());
        observed.addAll(former.observed());
        return new ReadResult.Found<>(
                merged,
                same ? present.checksum() : ~present.checksum(),
                present.idleSeconds(former),
                present.replicas(),
                List.copyOf(observed));
    }
}
