package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Records of a single type, on every node of their preference lists. Non-blocking; results may complete on a thread
 * that serves the network. Safe for use by several threads.
 *
 * @param <S> the state of a record
 */
public final class ReplicatedStore<S> {

    private final RecordType<S> type;
    private final RecordRetention<S> retention;
    private final Membership membership;
    private final Completeness completeness;
    private final Hints hints;
    private final WriteLimits limits;
    private final ReplicationListener listener;
    private final ReplicationEvents<S> events;
    private final ReadLanes<Reading<S>> reads;
    private final WriteLanes<S> writes;
    private final Admission copies;
    private volatile SupersededStates<S> supersededStates =
            (key, tombstone, replaced) -> CompletableFuture.completedFuture(null);

    /**
     * Creates a store.
     *
     * @param type the records
     * @param membership the nodes
     * @param completeness knows which nodes hold every record
     * @param hints tombstones for nodes that are away
     * @param limits the time limits of writes
     * @param listener is notified of problems
     */
    public ReplicatedStore(
            RecordType<S> type,
            Membership membership,
            Completeness completeness,
            Hints hints,
            WriteLimits limits,
            ReplicationListener listener) {
        LargeKeys large = new LargeKeys();
        Admission admission = new Admission(large, limits::nanos);
        this.type = new MeasuredRecordType<>(type, large);
        this.retention = new RecordRetention<>(this.type);
        this.membership = membership;
        this.completeness = completeness;
        this.hints = hints;
        this.limits = limits;
        this.listener = listener;
        this.events = new ReplicationEvents<>(this.type, listener);
        this.reads = new ReadLanes<>(admission, this::readNow, this::notAdmitted);
        this.copies = admission.patient();
        this.writes = new WriteLanes<>(this.type, admission, change -> writeNow(change, completeness.consistency()));
    }

    /**
     * Registers the handler for states superseded by a tombstone that is written without its original writer: when a
     * node gets a tombstone that it missed before it is used again, or is rebuilt. Must be called before the store is
     * used.
     *
     * @param supersededStates the handler; by default such states are dropped
     */
    public void settleBy(SupersededStates<S> supersededStates) {
        this.supersededStates = supersededStates;
    }

    SupersededStates<S> supersededStates() {
        return supersededStates;
    }

    /**
     * Reads a record from all its replicas and merges their states. Does not extend any time to live. Concurrent calls
     * for the same record may share a read, which starts after the call. Under {@link Consistency#QUORUM}, a state that
     * was found on too few nodes is written to a majority before it is returned.
     *
     * @param key the key
     */
    public CompletableFuture<ReadResult<S>> read(Key key) {
        // Written back outside of the lane: a write may wait for the reads that are in progress.
        return reads.read(key)
                .thenCompose(reading -> !reading.stands() && reading.read() instanceof ReadResult.Found<S> found
                        ? new WriteBack<>(this, type, key, found).run()
                        : CompletableFuture.completedFuture(reading.read()));
    }

    private Reading<S> notAdmitted(Key key) {
        return Reading.standing(
                new ReadResult.Unknown<>("too many large records are read at the same time", unread(key)));
    }

    private CompletableFuture<Reading<S>> readNow(Key key) {
        return knownPlacement()
                .thenCompose(placement -> readFrom(placement, key))
                .thenApply(reading -> new Reading<>(events.read(reading.read()), reading.stands()));
    }

    /** Reads again if the list of nodes was changed meanwhile, because the vouchers of the new list are other ones. */
    private CompletableFuture<Reading<S>> readFrom(Placement placement, Key key) {
        return new ReplicatedRead<>(type, key, placement, completeness, listener)
                .run()
                .thenCompose(reading -> knownPlacement()
                        .thenCompose(now ->
                                now == placement ? CompletableFuture.completedFuture(reading) : readFrom(now, key)));
    }

    /** Returns the nodes in use when this server knows the current list, and evaluates vouchers for these nodes. */
    private CompletableFuture<Placement> knownPlacement() {
        // Taken first: nodes that are taken while a list is being adopted are in use when that has ended.
        Placement placement = membership.current();
        return completeness
                .upToDate()
                .thenCompose(known -> membership.current() == placement
                        ? CompletableFuture.completedFuture(placement)
                        : knownPlacement());
    }

    /** Begins a write when this server knows the current list of nodes, and is announced as its user. */
    private <T> CompletableFuture<T> onCurrentNodes(Function<Placement, CompletableFuture<T>> write) {
        return completeness.upToDate().thenCompose(known -> membership.write(write));
    }

    /** Reads a record to copy it: any copy is better than none. */
    CompletableFuture<ReadResult<S>> readForCopy(Key key) {
        return new ReplicatedRead<>(type, key, membership.current(), completeness, listener).runForCopy();
    }

    /**
     * Returns replicas for a new record: none holds an item.
     *
     * @param key the key of a record that did not exist before
     */
    public Replicas none(Key key) {
        return Replicas.all(membership.current().replicas(key), ReplicaState.Missing.MISSING);
    }

    /**
     * Returns replicas with unknown content; a write reads them first.
     *
     * @param key the key
     */
    public Replicas unread(Key key) {
        return Replicas.unread(membership.current().replicas(key));
    }

    /**
     * Merges a state into every replica that is up; under {@link Consistency#QUORUM}, nothing is sent unless they are a
     * majority. Replicas that miss the write are recorded. States written concurrently to the same record may be
     * combined; each call then gets the result of the write that carried its state.
     *
     * @param key the key
     * @param state the state, which includes the state that {@code basis} was read with
     * @param basis the last known content of the replicas
     * @param timeToLive how long the state is kept; if changes by others are merged into it, the time given by its type
     *     if that is longer
     */
    public CompletableFuture<WriteResult<S>> write(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return writes.write(new WriteLanes.Change<>(key, state, basis, timeToLive));
    }

    /**
     * Merges a state into the replicas for maintenance, without a required number of copies. Large copies wait for each
     * other, so that they do not crowd out the requests, nor each other.
     */
    CompletableFuture<WriteResult<S>> copy(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return copies.run(
                key,
                () -> copyNow(key, state, basis, timeToLive),
                () -> new WriteResult.NotKept<>("a copy is not refused"));
    }

    private CompletableFuture<WriteResult<S>> copyNow(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return completeness.consistency() == Consistency.AVAILABLE
                ? write(key, state, basis, timeToLive)
                : writeNow(new WriteLanes.Change<>(key, state, basis, timeToLive), Consistency.AVAILABLE);
    }

    private CompletableFuture<WriteResult<S>> writeNow(WriteLanes.Change<S> change, Consistency consistency) {
        Key key = change.key();
        TimeToLive timeToLive = change.timeToLive();
        if (!type.isTombstone(change.state())) {
            completeness.lifetime(timeToLive);
        }
        return onCurrentNodes(placement -> attempt(change, placement, scope(placement, key, consistency)))
                .thenCompose(attempt -> attempt.isInVain(membership.current())
                        ? writeNow(change, consistency)
                        : CompletableFuture.completedFuture(events.written(attempt.result(), attempt.effort())));
    }

    private CompletableFuture<Attempt<S>> attempt(WriteLanes.Change<S> change, Placement placement, WriteScope scope) {
        Key key = change.key();
        TimeToLive timeToLive = change.timeToLive();
        Replicas basis = change.basis().on(scope.replicas());
        ReplicatedWrite<S> write = new ReplicatedWrite<>(type, key, change.state(), basis, timeToLive, scope, listener);
        return write.run().thenApply(written -> {
            if (written instanceof WriteResult.Kept<S> kept && type.isTombstone(kept.state())) {
                hint(key, kept, retention.written(kept.state(), timeToLive));
            }
            return new Attempt<>(written, write.effort(), placement);
        });
    }

    /** The result of a write on the nodes with which it began. */
    private record Attempt<S>(WriteResult<S> result, ReplicationEvents.Effort effort, Placement placement) {

        /** Returns whether the write failed on nodes some of which may not be in use any more. */
        boolean isInVain(Placement current) {
            return result instanceof WriteResult.NotKept && placement != current;
        }
    }

    /**
     * Replaces exactly the content that the replicas held when they were read. Replicas that were or are unreachable
     * are recorded as missing the write.
     *
     * @param key the key
     * @param state the state, which absorbs any content of the replicas
     * @param basis the content of the replicas
     * @param timeToLive how long the state is kept
     * @return {@link WriteResult.Overtaken} if another state was written to a replica in the meantime, or the list of
     *     nodes was changed
     */
    public CompletableFuture<WriteResult<S>> replace(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return onCurrentNodes(placement -> replaced(
                        key, state, basis, timeToLive, scope(placement, key, completeness.consistency()))
                .thenApply(written -> written instanceof WriteResult.NotKept && placement != membership.current()
                        ? new WriteResult.Overtaken<>()
                        : written));
    }

    private CompletableFuture<WriteResult<S>> replaced(
            Key key, S state, Replicas basis, TimeToLive timeToLive, WriteScope scope) {
        if (!basis.nodes().equals(scope.replicas())) {
            return CompletableFuture.completedFuture(new WriteResult.Overtaken<>());
        }
        Replacement<S> write = new Replacement<>(type, key, state, basis, timeToLive, scope, listener);
        return write.run()
                .thenApply(written -> events.written(written, write.effort()))
                .thenApply(written -> {
                    if (written instanceof WriteResult.Kept<S> kept) {
                        hint(key, kept, timeToLive);
                    }
                    return written;
                });
    }

    private WriteScope scope(Placement placement, Key key, Consistency consistency) {
        return new WriteScope(
                placement.nodes(), placement.replicas(key), placement.redundancy(), completeness, limits, consistency);
    }

    private void hint(Key key, WriteResult.Kept<S> kept, TimeToLive timeToLive) {
        for (int i = 0; i < kept.replicas().nodes().size(); i++) {
            if (kept.replicas().replicaStates().get(i) instanceof ReplicaState.Unreachable) {
                NodeAddress node = kept.replicas().nodes().get(i).address();
                hints.add(node, new Hints.Hint<>(this, key, kept.state(), timeToLive));
                listener.hinted(node);
            }
        }
    }

    /** Delivers a hint. Content written by a later version is never touched. */
    CompletableFuture<Boolean> deliver(Hints.Hint<S> hint, Replica node) {
        return onCurrentNodes(placement -> delivered(hint, node, scope(placement, hint.key(), Consistency.AVAILABLE)));
    }

    private CompletableFuture<Boolean> delivered(Hints.Hint<S> hint, Replica node, WriteScope scope) {
        Replicas unread = Replicas.unread(List.of(node));
        ReplicatedWrite<S> write = new ReplicatedWrite<>(
                type, hint.key(), hint.state(), unread, hint.timeToLive(), scope, ReplicationListener.NONE);
        return write.run()
                .thenCompose(written -> written instanceof WriteResult.Kept<S> kept
                        ? supersededStates
                                .settle(hint.key(), kept.state(), kept.observed())
                                .thenApply(done -> true)
                        : CompletableFuture.completedFuture(write.stateOf(0) instanceof ReplicaState.Foreign))
                .thenApply(done -> {
                    if (done) {
                        listener.hintDelivered(node.address());
                    }
                    return done;
                });
    }

    /**
     * Extends the time to live of the replicas that hold a state, if that gains at least a second. Not awaited, and
     * harmless if it fails. Replicas whose content is not known are touched as well. While this server has no room for
     * more requests to one of the nodes, none is touched, so that all keep the same time to live.
     *
     * @param key the key
     * @param checksum the checksum of the state
     * @param timeToLive how long the replicas are kept from now on
     * @param replicas the last known content of the replicas
     * @return the content of the replicas if the touches arrive
     */
    public Replicas touch(Key key, int checksum, TimeToLive timeToLive, Replicas replicas) {
        if (!replicas.haveRoom()) {
            return replicas;
        }
        Replicas known = replicas.on(membership.current().replicas(key));
        for (int i = 0; i < known.nodes().size(); i++) {
            if (known.replicaStates().get(i) instanceof ReplicaState.Unreachable) {
                completeness.missedTouch(known.nodes().get(i).address());
            }
        }
        return extend(key, checksum, timeToLive, known);
    }

    /** Extends the time to live of replicas without a use of the record. */
    Replicas extend(Key key, int checksum, TimeToLive timeToLive, Replicas replicas) {
        return new Touches<>(type, retention, key, completeness, listener).extend(checksum, timeToLive, replicas);
    }

    /**
     * Makes a node hold a record in the same state and for the same time as its other replicas.
     *
     * @param key the key
     * @param node a node that should hold the record
     * @param sources the nodes that together hold all that the node may lack; those of them that should hold the record
     *     must answer
     * @return the result
     */
    public CompletableFuture<Restored> restore(Key key, Replica node, Collection<? extends Replica> sources) {
        return new Restoration<>(this, type, key, node, sources).run();
    }
}
