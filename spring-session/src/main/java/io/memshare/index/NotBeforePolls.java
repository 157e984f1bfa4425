package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicatedStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls the directory of not-before times, and reads the slices that have changed. Polls begin with requests, so a
 * server that was paused learns before it serves, and an idle server does not poll. Non-blocking. Safe for use by
 * several threads.
 */
final class NotBeforePolls {

    /** The maximum age of the knowledge by which a session counts. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** The age of the knowledge above which it is renewed, so that requests need not wait for it. */
    private static final long DUE_NANOS = FRESH_NANOS / 2;

    private final ReplicatedStore<NotBeforeState> store;
    private final Function<String, Key> keys;
    private final NotBeforeMemory memory;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final NotBeforeUpkeep upkeep;
    private final AtomicReference<@Nullable Poll> running = new AtomicReference<>();
    private volatile @Nullable Long knownNanos;

    private record Poll(long startNanos, CompletableFuture<@Nullable String> result) {}

    NotBeforePolls(
            ReplicatedStore<NotBeforeState> store,
            Function<String, Key> keys,
            NotBeforeMemory memory,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.keys = keys;
        this.memory = memory;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.upkeep = new NotBeforeUpkeep(store, keys, memory, nanoTime);
    }

    /**
     * Ensures that this server knows what was written more than a second ago. Costs nothing if it has just learned;
     * otherwise it polls, at most twice a second.
     *
     * @return null if it knows, otherwise the reason, human-readable; never completes exceptionally
     */
    CompletableFuture<@Nullable String> current() {
        long now = nanoTime.getAsLong();
        Long known = knownNanos;
        long age = known == null ? Long.MAX_VALUE : now - known;
        boolean fresh = age < FRESH_NANOS;
        if (age < DUE_NANOS) {
            return CompletableFuture.completedFuture(null);
        }
        Poll last = running.get();
        if (last == null || last.result().isDone() || now - last.startNanos() >= FRESH_NANOS) {
            Poll next = new Poll(now, new CompletableFuture<>());
            if (running.compareAndSet(last, next)) {
                begin(next);
            }
            last = running.get();
        }
        return fresh || last == null ? CompletableFuture.completedFuture(null) : last.result();
    }

    /**
     * Learns everything that was written before this call.
     *
     * @return null if it has learned, otherwise the reason, human-readable; never completes exceptionally
     */
    CompletableFuture<@Nullable String> update() {
        Poll next = new Poll(nanoTime.getAsLong(), new CompletableFuture<>());
        running.set(next);
        begin(next);
        return next.result();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the result of the poll is the end of the chain
    private void begin(Poll poll) {
        poll(poll.startNanos())
                .exceptionally(failure -> "a not-before time cannot be read: " + failure.getMessage())
                .thenAccept(poll.result()::complete);
    }

    private CompletableFuture<@Nullable String> poll(long startNanos) {
        return store.read(keys.apply(NotBeforeStore.DIRECTORY)).thenCompose(read -> {
            if (read instanceof ReadResult.Unknown<NotBeforeState> unknown) {
                return CompletableFuture.completedFuture(unknown.reason());
            }
            return learn(NotBeforeStore.state(read)).thenApply(reason -> {
                if (reason == null) {
                    long past = past();
                    memory.forgetBefore(past);
                    knownNanos = startNanos;
                    Background.run("restoring not-before times", upkeep.run(read, past));
                }
                return reason;
            });
        });
    }

    /** Returns the time before which entries have ended, whatever the clocks of the servers say. */
    private long past() {
        return clock.millis() / 1000 - IndexStore.CLOCKS_DIFFER_SECONDS;
    }

    private CompletableFuture<@Nullable String> learn(NotBeforeState directory) {
        List<CompletableFuture<@Nullable String>> slices = new ArrayList<>();
        long past = past();
        for (String slice : directory.after(past).entries().names()) {
            HybridTimestamp announced = directory.at(slice);
            if (memory.isNews(slice, announced)) {
                slices.add(store.read(keys.apply(slice)).thenApply(read -> {
                    if (read instanceof ReadResult.Unknown<NotBeforeState> unknown) {
                        return unknown.reason();
                    }
                    memory.learn(slice, announced, NotBeforeStore.state(read).after(past), past);
                    return null;
                }));
            }
        }
        CompletableFuture<@Nullable String> all = CompletableFuture.completedFuture(null);
        for (CompletableFuture<@Nullable String> slice : slices) {
            all = all.thenCombine(slice, (before, reason) -> before == null ? reason : before);
        }
        return all;
    }
}
