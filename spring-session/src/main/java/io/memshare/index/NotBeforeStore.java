package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicatedStore;
import io.memshare.seal.Sealing;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Not-before times in the replicated store, and in the memory of this server. A directory record announces the changes
 * of up to 64 slices, which have the times; a poll reads the directory, and only the slices that have changed.
 * Non-blocking. Safe for use by several threads.
 */
public final class NotBeforeStore {

    static final String DIRECTORY = "directory";

    /** The maximum number of entries of a slice, which take a fraction of the largest value of a node. */
    static final int MOST_ENTRIES = 2048;

    private final ReplicatedStore<NotBeforeState> store;
    private final EntriesWriter<NotBeforeState> writer;
    private final String prefix;
    private final Sealing sealing;
    private final InstantSource clock;
    private final NotBeforeMemory memory = new NotBeforeMemory();
    private final NotBeforePolls polls;

    private NotBeforeStore(
            ReplicatedStore<NotBeforeState> store,
            String prefix,
            Sealing sealing,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.writer = new EntriesWriter<>(store, NotBeforeState.TYPE);
        this.prefix = prefix;
        this.sealing = sealing;
        this.clock = clock;
        this.polls = new NotBeforePolls(store, this::key, memory, clock, nanoTime);
    }

    /**
     * Opens the not-before times of an application.
     *
     * @param stores creates the replicated store
     * @param namespace the prefix of all keys
     * @param sealing creates the names of values
     * @param clock the time of day
     * @param nanoTime a monotonic clock
     */
    public static NotBeforeStore open(
            IndexStore.Stores stores, String namespace, Sealing sealing, InstantSource clock, LongSupplier nanoTime) {
        String prefix = namespace + ":b:";
        return new NotBeforeStore(stores.store(NotBeforeState.TYPE, prefix), prefix, sealing, clock, nanoTime);
    }

    /**
     * Ensures that this server knows what was written more than a second ago. Costs nothing if it has just learned;
     * otherwise it polls, at most twice a second.
     *
     * @return null if it knows, otherwise the reason, human-readable; never completes exceptionally
     */
    public CompletableFuture<@Nullable String> current() {
        return polls.current();
    }

    /**
     * Learns everything that was written before this call.
     *
     * @return null if it has learned, otherwise the reason, human-readable; never completes exceptionally
     */
    public CompletableFuture<@Nullable String> update() {
        return polls.update();
    }

    private long nowSeconds() {
        return clock.millis() / 1000;
    }

    private Key key(String name) {
        return Key.of(prefix + name);
    }

    static NotBeforeState state(ReadResult<NotBeforeState> read) {
        return read instanceof ReadResult.Found<NotBeforeState> found ? found.state() : NotBeforeState.EMPTY;
    }

    /**
     * Returns the not-before time of a value, as far as this server has learned.
     *
     * @param indexName the name of the index
     * @param value the value
     */
    public NotBefore of(String indexName, String value) {
        if (memory.isEmpty()) {
            return NotBefore.NONE;
        }
        NotBefore latest = NotBefore.NONE;
        for (String name : ValueNames.of(sealing, NotBeforeState.TYPE.kind(), indexName, value)) {
            NotBefore other = memory.of(name);
            latest = new NotBefore(
                    HybridTimestamp.max(latest.all(), other.all()),
                    HybridTimestamp.max(latest.others(), other.others()),
                    latest.others().compareTo(other.others()) >= 0 ? latest.kept() : other.kept());
        }
        return latest;
    }

    /** The outcome of {@link #end}. */
    public sealed interface Ending {

        /**
         * The sessions have ended; every server knows within a second.
         *
         * @param at the not-before time
         */
        record Written(HybridTimestamp at) implements Ending {}

        /** There is no room for another not-before time. Nothing was written. */
        record Full() implements Ending {}

        /**
         * Too few nodes took it, so it may or may not take effect.
         *
         * @param reason the reason, human-readable
         */
        record Failed(String reason) implements Ending {}
    }

    /**
     * The sessions to end.
     *
     * @param indexName the name of an index
     * @param value the value that the sessions have
     * @param kept the family of sessions that do not end; empty for none
     * @param lifetime how long any of the sessions may still be stored
     */
    public record Request(String indexName, String value, String kept, TimeToLive lifetime) {}

    /** Assigns the time of a change, later than a given time. */
    public interface Ticks {

        /** Returns a timestamp after the observed timestamp. */
        HybridTimestamp tick(HybridTimestamp observed);
    }

    /**
     * Ends all sessions that got a value before now. Two records are written, however many sessions there are.
     *
     * @param request the sessions
     * @param observed the latest known time of such a session
     * @param ticks assigns the times
     */
    public CompletableFuture<Ending> end(Request request, HybridTimestamp observed, Ticks ticks) {
        String name = ValueNames.of(sealing, NotBeforeState.TYPE.kind(), request.indexName(), request.value())
                .get(0);
        String slice = NotBeforeEntries.sliceOf(name);
        long now = nowSeconds();
        long lifetime = request.lifetime().seconds();
        long end = lifetime > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + lifetime;
        return store.read(key(slice)).thenCompose(read -> {
            NotBeforeState held = state(read).after(now - IndexStore.CLOCKS_DIFFER_SECONDS);
            if (read instanceof ReadResult.Unknown<NotBeforeState> unknown) {
                return done(new Ending.Failed(unknown.reason()));
            }
            if (held.entries().size() >= MOST_ENTRIES) {
                return done(new Ending.Full());
            }
            HybridTimestamp at = ticks.tick(
                    HybridTimestamp.max(observed, state(read).entries().latest()));
            String entry = NotBeforeEntries.nameOf(name, !request.kept().isEmpty());
            NotBeforeState.Until until = new NotBeforeState.Until(end, request.kept());
            return writer.write(key(slice), held.with(entry, at, until, lifetime), read.replicas())
                    .thenCompose(refusal -> refusal == null
                            ? announce(slice, end, lifetime, ticks)
                            : CompletableFuture.completedFuture(refusal))
                    .thenApply(refusal -> refusal == null ? new Ending.Written(at) : new Ending.Failed(refusal));
        });
    }

    /** The announcement is later than every earlier one, so that no server takes the slice for one that it knows. */
    private CompletableFuture<@Nullable String> announce(String slice, long end, long lifetime, Ticks ticks) {
        return store.read(key(DIRECTORY)).thenCompose(read -> {
            if (read instanceof ReadResult.Unknown<NotBeforeState> unknown) {
                return CompletableFuture.completedFuture(unknown.reason());
            }
            NotBeforeState held = state(read);
            HybridTimestamp at = ticks.tick(held.entries().latest());
            long last = held.entries().value(slice) == null
                    ? end
                    : Math.max(end, held.until(slice).endSeconds());
            return writer.write(
                    key(DIRECTORY),
                    held.with(slice, at, new NotBeforeState.Until(last, ""), lifetime),
                    read.replicas());
        });
    }

    private static CompletableFuture<Ending> done(Ending ending) {
        return CompletableFuture.completedFuture(ending);
    }
}
