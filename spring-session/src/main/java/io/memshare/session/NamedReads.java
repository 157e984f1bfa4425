package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.replication.Read;
import io.memshare.replication.ReplicatedStore;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a session under all its names. It has one name, but for the time in which names change: then what stands under
 * its former names is merged into what stands under the present one. Nothing here blocks. Safe for use by several threads.
 */
final class NamedReads {

    private final ReplicatedStore<SessionState> store;

    NamedReads(ReplicatedStore<SessionState> store) {
        this.store = store;
    }

    /**
     * What was found, and under which key it is to be changed.
     *
     * @param key the present key; a former one if only that holds the session
     * @param read what the nodes hold
     */
    record NamedRead(Key key, Read<SessionState> read) {}

    /**
     * Reads a session.
     *
     * @param keys its keys, at least one, the present one first
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
        if (present.read() instanceof Read.Found<SessionState> found) {
            return former.read() instanceof Read.Found<SessionState> other
                    ? new NamedRead(present.key(), merge(found, other))
                    : present;
        }
        // A former name tells of the session only if the present one has nothing newer to tell.
        return present.read() instanceof Read.Absent<SessionState>
                        && !(former.read() instanceof Read.Absent<SessionState>)
                ? former
                : present;
    }

    /** The replicas are those of the present name. They disagree with the state if they lack any of it, and are then repaired. */
    private static Read.Found<SessionState> merge(Read.Found<SessionState> present, Read.Found<SessionState> former) {
        SessionState merged = present.state().merge(former.state());
        boolean same = merged.equals(present.state());
        Collection<SessionState> met = new ArrayList<>(present.met());
        met.addAll(former.met());
        return new Read.Found<>(
                merged,
                same ? present.checksum() : ~present.checksum(),
                shorter(present.idleSeconds(), former.idleSeconds()),
                present.replicas(),
                List.copyOf(met));
    }

    private static long shorter(long one, long other) {
        return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
