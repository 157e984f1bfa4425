package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Group commit of the changes that this server makes to a record. While a write of the record is in progress, further
 * changes wait, are merged, and go to the nodes in a single write. That write starts from the result of the previous
 * write, so it need not read again. Each change is acknowledged after the write that carried it. Tombstones do not
 * wait: they race by compare and set, like the writes of different servers. Safe for use by several threads.
 *
 * @param <S> the state of a record
 */
final class WriteLanes<S> {

    private final RecordType<S> type;
    private final Admission admission;
    private final Function<Change<S>, CompletableFuture<WriteResult<S>>> writer;
    private final ConcurrentMap<Key, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * A change of a record.
     *
     * @param basis the replicas as found by this change
     */
    record Change<S>(Key key, S state, Replicas basis, TimeToLive timeToLive) {}

    private record Waiting<S>(Change<S> change, CompletableFuture<WriteResult<S>> answer) {}

    /**
     * Creates lanes.
     *
     * @param admission admits writes of large records
     * @param writer performs a write
     */
    WriteLanes(RecordType<S> type, Admission admission, Function<Change<S>, CompletableFuture<WriteResult<S>>> writer) {
        this.type = type;
        this.admission = admission;
        this.writer = writer;
    }

    CompletableFuture<WriteResult<S>> write(Change<S> change) {
        if (type.isTombstone(change.state())) {
            return writer.apply(change);
        }
        Waiting<S> mine = new Waiting<>(change, new CompletableFuture<>());
        Lane fresh = new Lane(change.key());
        Lane lane = lanes.compute(change.key(), (key, open) -> (open == null ? fresh : open).joined(mine));
        if (lane == fresh) {
            lane.run();
        }
        return mine.answer();
    }

    /**
     * The changes of a record, from the first until none is waiting. {@code waiting} and {@code singly} are guarded by
     * the map's lock for the key; {@code before} belongs to the write in progress.
     */
    private final class Lane {

        private final Key key;
        private List<Waiting<S>> waiting = new ArrayList<>(1);
        private int singly;
        private WriteResult.@Nullable Kept<S> before;

        Lane(Key key) {
            this.key = key;
        }

        Lane joined(Waiting<S> another) {
            waiting.add(another);
            return this;
        }

        /** Writes until no change is waiting. A loop, because writes complete at once while all nodes are down. */
        void run() {
            boolean more = true;
            while (more) {
                CompletableFuture<Boolean> written = writeNext();
                if (!written.isDone()) {
                    Background.run("running the next write of a record", written.thenAccept(this::goOn));
                    return;
                }
                more = written.join();
            }
        }

        private void goOn(boolean more) {
            if (more) {
                run();
            }
        }

        /**
         * Performs a write. The changes are taken when the write is admitted, so that it includes changes that arrived
         * while it waited.
         */
        private CompletableFuture<Boolean> writeNext() {
            List<Waiting<S>> batch = new ArrayList<>(1);
            return admission
                    .run(
                            key,
                            () -> {
                                take(batch);
                                return writer.apply(merged(batch));
                            },
                            () -> {
                                take(batch);
                                return new WriteResult.NotKept<>("too many large records are written at the same time");
                            })
                    .handle((written, failure) -> ended(batch, written, failure));
        }

        private void take(List<Waiting<S>> batch) {
            lanes.compute(key, (same, open) -> {
                List<Waiting<S>> taken = singly > 0 ? waiting.subList(0, 1) : waiting;
                singly = Math.max(0, singly - 1);
                batch.addAll(taken);
                taken.clear();
                return open;
            });
        }

        private Change<S> merged(List<Waiting<S>> batch) {
            WriteResult.Kept<S> kept = before;
            Change<S> last = batch.get(batch.size() - 1).change();
            S state = kept == null ? last.state() : kept.state();
            TimeToLive timeToLive = last.timeToLive();
            for (Waiting<S> each : batch) {
                state = type.merge(state, each.change().state());
                timeToLive = timeToLive.max(each.change().timeToLive());
            }
            return new Change<>(key, state, kept == null ? last.basis() : kept.replicas(), timeToLive);
        }

        /** Answers the changes of a batch, and returns whether others are waiting. */
        private boolean ended(List<Waiting<S>> batch, @Nullable WriteResult<S> written, @Nullable Throwable failure) {
            // A small change must not fail because of a large change in its batch: each is retried by itself.
            boolean split = written instanceof WriteResult.TooLarge && batch.size() > 1;
            if (!split) {
                before = written instanceof WriteResult.Kept<S> kept && !type.isTombstone(kept.state()) ? kept : null;
            }
            Lane left = lanes.computeIfPresent(key, (same, open) -> {
                if (split) {
                    waiting.addAll(0, batch);
                    singly += batch.size();
                }
                return waiting.isEmpty() ? null : open;
            });
            if (!split) {
                batch.forEach(each -> answer(each, written, failure));
            }
            return left != null;
        }
    }

    private static <S> void answer(Waiting<S> waiting, @Nullable WriteResult<S> written, @Nullable Throwable failure) {
        if (failure == null) {
            waiting.answer().complete(written);
        } else {
            waiting.answer().completeExceptionally(failure);
        }
    }
}
