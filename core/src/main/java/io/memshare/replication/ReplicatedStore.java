package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records of one type, on every node of their preference lists. Nothing here blocks; results may complete on a thread that
 * serves the network. Safe for use by several threads.
 *
 * @param <S> the state of a record
 */
public final class ReplicatedStore<S> {

    private final RecordType<S> type;
    private final Membership membership;
    private final Completeness completeness;
    private final Hints hints;
    private final WriteLimits limits;
    private final ReplicationListener listener;
    private final ReplicationEvents<S> events;
    private final ReadLanes<Reading<S>> reads;
    private final WriteLanes<S> writes;
    private volatile Settlement<S> settlement = (key, tombstone, replaced) -> CompletableFuture.completedFuture(null);

    /**
     * Creates a store.
     *
     * @param type the records
     * @param membership the nodes
     * @param completeness which nodes hold every record
     * @param hints tombstones for nodes that are away
     * @param limits how long writes may take
     * @param listener is notified of what is wrong
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
        this.membership = membership;
        this.completeness = completeness;
        this.hints = hints;
        this.limits = limits;
        this.listener = listener;
        this.events = new ReplicationEvents<>(this.type, listener);
        this.reads = new ReadLanes<>(admission, this::readNow, this::notAdmitted);
        this.writes = new WriteLanes<>(this.type, admission, this::writeNow);
    }

    /**
     * Sets what sees to states that a tombstone is put over where the writer is not there to do it: a node gets a tombstone
     * that it missed before it is used again, or is rebuilt. To be called before the store is used.
     *
     * @param settlement sees to them; nothing does unless set
     */
    public void settleBy(Settlement<S> settlement) {
        this.settlement = settlement;
    }

    Settlement<S> settlement() {
        return settlement;
    }

    /**
     * Reads a record from all its replicas and merges what they hold. Extends no time to live. Calls at the same time for the
     * same record may share a read, which begins after the call. Under {@link Consistency#QUORUM} what was found on too few nodes
     * is written to a majority before it is answered.
     *
     * @param key the key
     */
    public CompletableFuture<Read<S>> read(Key key) {
        // Written back outside of the lane: what a write waits for may wait for the reads that are under way.
        return reads.read(key)
                .thenCompose(reading -> !reading.stands() && reading.read() instanceof Read.Found<S> found
                        ? new WriteBack<>(this, type, key, found).run()
                        : CompletableFuture.completedFuture(reading.read()));
    }

    private Reading<S> notAdmitted(Key key) {
        return Reading.standing(new Read.Unknown<>("too many large records are read at the same time", unread(key)));
    }

    private CompletableFuture<Reading<S>> readNow(Key key) {
        return new ReplicatedRead<>(type, key, membership.current().replicas(key), completeness, listener)
                .run()
                .thenApply(reading -> new Reading<>(events.read(reading.read()), reading.stands()));
    }

    /** Reads a record to copy it: any copy is better than none. */
    CompletableFuture<Read<S>> readForCopy(Key key) {
        return new ReplicatedRead<>(type, key, membership.current().replicas(key), completeness, listener).runForCopy();
    }

    /**
     * Returns replicas of which is known only that a new record is to be there: none holds anything.
     *
     * @param key the key of a record that was not there before
     */
    public Replicas none(Key key) {
        return all(key, Holding.Missing.MISSING);
    }

    /**
     * Returns replicas of which nothing is known; a write reads them first.
     *
     * @param key the key
     */
    public Replicas unread(Key key) {
        return all(key, Holding.Unreachable.UNREACHABLE);
    }

    private Replicas all(Key key, Holding holding) {
        List<Replica> nodes = membership.current().replicas(key);
        return new Replicas(
                nodes,
                Collections.nCopies(nodes.size(), holding),
                nodes.stream().map(Replica::connection).toList());
    }

    /**
     * Merges a state into every replica that is up; under {@link Consistency#QUORUM} nothing is sent while that is no majority. Replicas that miss it are remembered. States that are written to the same
     * record at the same time may go as one, and the answer to each is that of the write which carried it.
     *
     * @param key the key
     * @param state the state, which includes what {@code basis} was read with
     * @param basis what the replicas were last known to hold
     * @param timeToLive how long the state is kept; if others' changes are merged into it, what its type says if that is more
     */
    public CompletableFuture<Written<S>> write(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return writes.write(new WriteLanes.Change<>(key, state, basis, timeToLive));
    }

    /** Merges a state into the replicas for their own sake: as many are enough as there are. */
    CompletableFuture<Written<S>> copy(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return completeness.consistency() == Consistency.AVAILABLE
                ? write(key, state, basis, timeToLive)
                : writeNow(new WriteLanes.Change<>(key, state, basis, timeToLive), Consistency.AVAILABLE);
    }

    private CompletableFuture<Written<S>> writeNow(WriteLanes.Change<S> change) {
        return writeNow(change, completeness.consistency());
    }

    private CompletableFuture<Written<S>> writeNow(WriteLanes.Change<S> change, Consistency consistency) {
        Key key = change.key();
        TimeToLive timeToLive = change.timeToLive();
        if (!type.isTombstone(change.state())) {
            completeness.lifetime(timeToLive);
        }
        ReplicatedWrite<S> write = new ReplicatedWrite<>(
                type, key, change.state(), change.basis(), timeToLive, scope(key, consistency), listener);
        return write.run()
                .thenApply(written -> events.written(written, write.effort()))
                .thenApply(written -> {
                    if (written instanceof Written.Kept<S> kept && type.isTombstone(kept.state())) {
                        hint(key, kept, timeToLive.max(type.timeToLive(kept.state())));
                    }
                    return written;
                });
    }

    /**
     * Puts a state over exactly what the replicas held when they were read, and over nothing else. Replicas that were out of
     * reach, or are now, are remembered as missing it.
     *
     * @param key the key
     * @param state the state, which absorbs whatever the replicas hold
     * @param basis what the replicas held
     * @param timeToLive how long the state is kept
     * @return {@link Written.Overtaken} if another state was written to a replica meanwhile
     */
    public CompletableFuture<Written<S>> replace(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        WriteScope scope = scope(key, completeness.consistency());
        Replacement<S> write = new Replacement<>(type, key, state, basis, timeToLive, scope, listener);
        return write.run()
                .thenApply(written -> events.written(written, write.effort()))
                .thenApply(written -> {
                    if (written instanceof Written.Kept<S> kept) {
                        hint(key, kept, timeToLive);
                    }
                    return written;
                });
    }

    private WriteScope scope(Key key, Consistency consistency) {
        Placement placement = membership.current();
        return new WriteScope(placement.nodes(), placement.replicas(key), completeness, limits, consistency);
    }

    private void hint(Key key, Written.Kept<S> kept, TimeToLive timeToLive) {
        for (int i = 0; i < kept.replicas().nodes().size(); i++) {
            if (kept.replicas().holdings().get(i) instanceof Holding.Unreachable) {
                NodeAddress node = kept.replicas().nodes().get(i).address();
                hints.add(node, new Hints.Hint<>(this, key, kept.state(), timeToLive));
                listener.hinted(node);
            }
        }
    }

    /** Delivers a hint; what a later version wrote is not to be touched, ever. */
    CompletableFuture<Boolean> deliver(Hints.Hint<S> hint, Replica node) {
        Replicas unread =
                new Replicas(List.of(node), List.of(Holding.Unreachable.UNREACHABLE), List.of(node.connection()));
        ReplicatedWrite<S> write = new ReplicatedWrite<>(
                type,
                hint.key(),
                hint.state(),
                unread,
                hint.timeToLive(),
                scope(hint.key(), Consistency.AVAILABLE),
                ReplicationListener.NONE);
        return write.run()
                .thenCompose(written -> written instanceof Written.Kept<S> kept
                        ? settlement
                                .settle(hint.key(), kept.state(), kept.met())
                                .thenApply(done -> true)
                        : CompletableFuture.completedFuture(write.holding(0) instanceof Holding.Foreign))
                .thenApply(done -> {
                    if (done) {
                        listener.hintDelivered(node.address());
                    }
                    return done;
                });
    }

    /**
     * Extends the time to live of the replicas that hold a state, where a second at least is gained. Nobody waits for it,
     * and it is no loss if it does not happen.
     *
     * @param key the key
     * @param checksum the checksum of the state
     * @param timeToLive how long the replicas are kept from now on
     * @param replicas what the replicas were last known to hold
     * @return what the replicas hold if the touches arrive
     */
    public Replicas touch(Key key, int checksum, TimeToLive timeToLive, Replicas replicas) {
        for (int i = 0; i < replicas.nodes().size(); i++) {
            if (replicas.holdings().get(i) instanceof Holding.Unreachable) {
                completeness.missedTouch(replicas.nodes().get(i).address());
            }
        }
        return extend(key, checksum, timeToLive, replicas);
    }

    /** Extends the time to live of replicas; nobody used the record. */
    Replicas extend(Key key, int checksum, TimeToLive timeToLive, Replicas replicas) {
        List<Holding> touched = new ArrayList<>(replicas.holdings());
        for (int i = 0; i < touched.size(); i++) {
            if (touched.get(i) instanceof Holding.Present present
                    && present.checksum() == checksum
                    && present.secondsLeft() < timeToLive.seconds()) {
                Replica node = replicas.nodes().get(i);
                Background.run(
                        "touching a record",
                        node.send(new Request.Touch(key, timeToLive)).thenAccept(reply -> {
                            if (reply instanceof Reply.Unavailable) {
                                completeness.missedTouch(node.address());
                            }
                            correct(node, key, checksum, reply);
                            spareLater(node, key, checksum, timeToLive, reply);
                        }));
                touched.set(i, new Holding.Present(present.token(), checksum, timeToLive.seconds()));
            }
        }
        return replicas.with(touched);
    }

    /**
     * A touch that met another state than the one it was meant for has set a time to live that is not its own: it may have
     * shortened the life of a tombstone, or given a session whose idle time was shortened its former one back.
     */
    private void correct(Replica node, Key key, int checksum, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.checksum() != checksum) {
            Background.run(
                    "looking at a record that was touched",
                    node.send(new Request.Get(key, true)).thenAccept(answer -> {
                        Reconciliation<S> found =
                                new Reconciliation<>(type, key, List.of(node), List.of(node), listener);
                        found.take(0, answer);
                        S state = found.merged();
                        if (state != null) {
                            TimeToLive own = type.timeToLive(state);
                            TimeToLive before = new TimeToLive(Math.max(1, hit.secondsLeft()));
                            TimeToLive right = type.isTombstone(state) ? own.max(before) : own;
                            Background.run("touching a record", node.send(new Request.Touch(key, right)));
                        }
                    }));
        }
    }

    /** A touch that came after another one which says more has shortened the life of the record. */
    private static void spareLater(Replica node, Key key, int checksum, TimeToLive timeToLive, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.checksum() == checksum && hit.secondsLeft() > timeToLive.seconds()) {
            Background.run("touching a record", node.send(new Request.Touch(key, new TimeToLive(hit.secondsLeft()))));
        }
    }

    /**
     * Sees to it that a node holds a record as its other replicas do, for as long as they do.
     *
     * @param key the key
     * @param node one of the nodes that are to hold it
     * @return what came of it
     */
    public CompletableFuture<Restored> restore(Key key, Replica node) {
        return new Restoration<>(this, type, key, node).run();
    }
}
