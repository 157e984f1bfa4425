package io.memshare.index;

import io.memshare.node.Key;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicatedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the not-before times on the nodes that this server knows. Slices are read once a minute, because a node evicts
 * first what is not used, and written again if they, or their entries in the directory, have been evicted or deleted.
 * Otherwise a server that is started later would admit sessions that have ended. Safe for use by several threads.
 */
final class NotBeforeUpkeep {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final ReplicatedStore<NotBeforeState> store;
    private final EntriesWriter<NotBeforeState> writer;
    private final Function<String, Key> keys;
    private final NotBeforeMemory memory;
    private final LongSupplier nanoTime;
    private final AtomicLong readNanos;

    NotBeforeUpkeep(
            ReplicatedStore<NotBeforeState> store,
            Function<String, Key> keys,
            NotBeforeMemory memory,
            LongSupplier nanoTime) {
        this.store = store;
        this.writer = new EntriesWriter<>(store, NotBeforeState.TYPE);
        this.keys = keys;
        this.memory = memory;
        this.nanoTime = nanoTime;
        this.readNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Restores what the nodes have lost.
     *
     * @param directory the directory as just read
     * @param past the time in seconds since 1970 before which entries have ended
     * @return completes when that is done; what fails is tried again by a later call
     */
    CompletableFuture<Void> run(ReadResult<NotBeforeState> directory, long past) {
        Map<String, NotBeforeMemory.Slice> known = memory.slices();
        List<CompletableFuture<?>> restored = new ArrayList<>();
        restored.add(restoreDirectory(directory, known));
        long before = readNanos.get();
        long now = nanoTime.getAsLong();
        if (now - before >= INTERVAL_NANOS && readNanos.compareAndSet(before, now)) {
            known.forEach(
                    (name, slice) -> restored.add(restore(name, slice.state().after(past))));
        }
        return CompletableFuture.allOf(restored.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<@Nullable String> restoreDirectory(
            ReadResult<NotBeforeState> read, Map<String, NotBeforeMemory.Slice> known) {
        NotBeforeState held = NotBeforeStore.state(read);
        NotBeforeState whole = held;
        for (Map.Entry<String, NotBeforeMemory.Slice> each : known.entrySet()) {
            NotBeforeMemory.Slice slice = each.getValue();
            if (held.entries().get(each.getKey()) == null) {
                NotBeforeState.Until until = new NotBeforeState.Until(slice.endSeconds(), "");
                whole = whole.with(
                        each.getKey(), slice.announced(), until, slice.state().lifetimeSeconds());
            }
        }
        return whole.equals(held) || read instanceof ReadResult.Unknown
                ? CompletableFuture.completedFuture(null)
                : writer.write(keys.apply(NotBeforeStore.DIRECTORY), whole, read.replicas());
    }

    private CompletableFuture<@Nullable String> restore(String slice, NotBeforeState known) {
        Key key = keys.apply(slice);
        return store.read(key).thenCompose(read -> {
            NotBeforeState held = NotBeforeStore.state(read);
            NotBeforeState whole = held.merge(known);
            return whole.entries().equals(held.entries()) || read instanceof ReadResult.Unknown
                    ? CompletableFuture.completedFuture(null)
                    : writer.write(key, whole, read.replicas());
        });
    }
}
