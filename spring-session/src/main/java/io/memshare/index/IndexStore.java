package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReadResult;
import io.memshare.replication.RecordType;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.seal.Sealing;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Index records in the replicated store. Non-blocking. Safe for use by several threads. */
public final class IndexStore {

    /** The maximum clock difference between servers for which no entry is dropped too early. */
    static final long CLOCKS_DIFFER_SECONDS = 3600;

    private final ReplicatedStore<IndexState> store;
    private final EntriesWriter<IndexState> writer;
    private final IndexKeys keys;
    private final InstantSource clock;

    private IndexStore(ReplicatedStore<IndexState> store, IndexKeys keys, InstantSource clock) {
        this.store = store;
        this.writer = new EntriesWriter<>(store, IndexState.TYPE);
        this.keys = keys;
        this.clock = clock;
    }

    /** Creates the store of a record type. */
    public interface Stores {

        /**
         * Returns the store.
         *
         * @param type the records
         * @param prefix the prefix of their keys
         * @param <S> the state of a record
         */
        <S> ReplicatedStore<S> store(RecordType<S> type, String prefix);
    }

    /**
     * Opens the index records of an application.
     *
     * @param stores creates the replicated store
     * @param namespace the prefix of all keys
     * @param sealing creates the names of records
     * @param clock the time of day
     */
    public static IndexStore open(Stores stores, String namespace, Sealing sealing, InstantSource clock) {
        IndexKeys keys = new IndexKeys(namespace, sealing);
        return new IndexStore(stores.store(IndexState.TYPE, keys.prefix()), keys, clock);
    }

    /**
     * Reads the sessions that have a value.
     *
     * @param indexName the name of the index
     * @param value the value
     */
    public CompletableFuture<IndexRead> read(String indexName, String value) {
        List<Key> names = keys.all(indexName, value);
        CompletableFuture<IndexRead> result = read(names.get(0), IndexStore::entries);
        for (Key former : names.subList(1, names.size())) {
            result = result.thenCombine(read(former, IndexStore::entries), IndexStore::merged);
        }
        return result.thenApply(this::withoutPast);
    }

    private CompletableFuture<IndexRead> read(Key key, BiFunction<Key, ReadResult<IndexState>, IndexRead> outcome) {
        return store.read(key).thenApply(read -> outcome.apply(key, read));
    }

    private static IndexRead entries(Key key, ReadResult<IndexState> read) {
        if (read instanceof ReadResult.Unknown<IndexState> unknown) {
            return new IndexRead.Unknown(unknown.reason());
        }
        return read instanceof ReadResult.Found<IndexState> found
                ? entries(key, found.state(), found.replicas())
                : entries(key, IndexState.EMPTY, ((ReadResult.Absent<IndexState>) read).replicas());
    }

    private static IndexRead.Entries entries(Key key, IndexState state, Replicas replicas) {
        return new IndexRead.Entries(
                state.decoded(), state.entries().latest(), new IndexRead.Basis(key, state, replicas));
    }

    /** Merges the record found under a former name, to be written under the current name. */
    private static IndexRead merged(IndexRead present, IndexRead former) {
        return present instanceof IndexRead.Entries one && former instanceof IndexRead.Entries other
                ? entries(
                        one.basis().key(),
                        one.basis().state().merge(other.basis().state()),
                        one.basis().replicas())
                : present instanceof IndexRead.Unknown ? present : former;
    }

    private IndexRead withoutPast(IndexRead read) {
        if (!(read instanceof IndexRead.Entries found)) {
            return read;
        }
        IndexState held = found.basis().state().after(clock.millis() / 1000 - CLOCKS_DIFFER_SECONDS);
        return entries(found.basis().key(), held, found.basis().replicas());
    }

    /**
     * Enters a session. Every later read finds it.
     *
     * @param found the result of a read
     * @param session the name of the session's record
     * @param entry the entry
     * @param at the time of the change, later than {@link IndexRead.Entries#latest}
     * @param lifetime how long the record is kept from now on
     * @return null if the session is entered, otherwise the reason, human-readable
     */
    public CompletableFuture<@Nullable String> enter(
            IndexRead.Entries found, String session, IndexEntry entry, HybridTimestamp at, TimeToLive lifetime) {
        IndexRead.Basis basis = found.basis();
        IndexState state = basis.state().with(session, entry, at, lifetime.seconds());
        return writer.write(basis.key(), state, basis.replicas());
    }

    /**
     * Returns the result of a read without the given sessions.
     *
     * @param found the result of a read
     * @param gone the names of the records of sessions that no longer exist
     */
    public static IndexRead.Entries without(IndexRead.Entries found, Set<String> gone) {
        IndexRead.Basis rest = found.basis().without(gone);
        return entries(rest.key(), rest.state(), rest.replicas());
    }

    /**
     * Returns the result of a read with the removal of an entry, which no stale copy brings back.
     *
     * @param found the result of a read
     * @param session the name of the entry
     * @param at the time of the change, later than {@link IndexRead.Entries#latest}
     */
    public static IndexRead.Entries withdrawn(IndexRead.Entries found, String session, HybridTimestamp at) {
        IndexRead.Basis basis = found.basis();
        return entries(basis.key(), basis.state().withRemoval(session, at), basis.replicas());
    }

    /**
     * Writes the removals of entries.
     *
     * @param withdrawn the result of {@link #withdrawn}
     * @return null if the nodes hold them, otherwise the reason, human-readable
     */
    public CompletableFuture<@Nullable String> withdraw(IndexRead.Entries withdrawn) {
        IndexRead.Basis basis = withdrawn.basis();
        return writer.write(basis.key(), basis.state(), basis.replicas());
    }

    /**
     * Drops sessions that have ended, so that every later entry has a later time than their end.
     *
     * @param found the result of a read
     * @param ended the names of the sessions' records, possibly none
     * @param at when they ended, later than {@link IndexRead.Entries#latest}
     * @param lifetime how long the time of their end is kept from now on
     * @return null if the nodes hold the time, otherwise the reason, human-readable
     */
    public CompletableFuture<@Nullable String> end(
            IndexRead.Entries found, Set<String> ended, HybridTimestamp at, TimeToLive lifetime) {
        IndexRead.Basis basis = found.basis();
        IndexState state = basis.state().without(ended).endedAt(at, lifetime.seconds());
        return writer.write(basis.key(), state, basis.replicas());
    }

    /**
     * Drops sessions that no longer exist. Not awaited, and harmless if it fails.
     *
     * @param found the result of a read
     * @param gone the names of the sessions' records, possibly none
     */
    public void drop(IndexRead.Entries found, Set<String> gone) {
        if (!gone.isEmpty()) {
            IndexRead.Basis rest = found.basis().without(gone);
            Background.run("dropping entries of an index", writer.write(rest.key(), rest.state(), rest.replicas()));
        }
    }
}
