package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
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
    private final Wholeness wholeness;
    private final Hints hints;
    private final ReplicationListener listener;
    private volatile Settlement<S> settlement = (tombstone, replaced) -> CompletableFuture.completedFuture(null);

    /**
     * Creates a store.
     *
     * @param type the records
     * @param membership the nodes
     * @param wholeness whose "no" counts
     * @param hints tombstones for nodes that are away
     * @param listener hears of what is wrong
     */
    public ReplicatedStore(
            RecordType<S> type, Membership membership, Wholeness wholeness, Hints hints, ReplicationListener listener) {
        this.type = type;
        this.membership = membership;
        this.wholeness = wholeness;
        this.hints = hints;
        this.listener = listener;
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
     * Reads a record from all its replicas and merges what they hold. Extends no time to live.
     *
     * @param key the key
     */
    public CompletableFuture<Read<S>> read(Key key) {
        return new ReplicatedRead<>(type, key, membership.current().replicas(key), wholeness, listener).run();
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
        return new Replicas(nodes, Collections.nCopies(nodes.size(), holding));
    }

    /**
     * Merges a state into every replica that is up. Replicas that miss it are remembered.
     *
     * @param key the key
     * @param state the state, which includes what {@code basis} was read with
     * @param basis what the replicas were last known to hold
     * @param timeToLive how long the state is kept; if others' changes are merged into it, what its type says if that is more
     */
    public CompletableFuture<Written<S>> write(Key key, S state, Replicas basis, TimeToLive timeToLive) {
        return new ReplicatedWrite<>(type, key, state, basis, timeToLive, listener)
                .run()
                .thenApply(written -> {
                    if (written instanceof Written.Kept<S> kept) {
                        rememberMissed(key, kept, timeToLive.max(type.timeToLive(kept.state())));
                    }
                    return written;
                });
    }

    private void rememberMissed(Key key, Written.Kept<S> kept, TimeToLive timeToLive) {
        for (int i = 0; i < kept.replicas().nodes().size(); i++) {
            if (kept.replicas().holdings().get(i) instanceof Holding.Unreachable) {
                Replica node = kept.replicas().nodes().get(i);
                wholeness.missedWrite(node);
                if (type.isTombstone(kept.state())) {
                    hints.add(node.address(), new Hints.Hint<>(type, key, kept.state(), timeToLive, settlement));
                }
            }
        }
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
        List<Holding> touched = new ArrayList<>(replicas.holdings());
        for (int i = 0; i < touched.size(); i++) {
            if (touched.get(i) instanceof Holding.Present present
                    && present.checksum() == checksum
                    && present.secondsLeft() < timeToLive.seconds()) {
                Replica node = replicas.nodes().get(i);
                Background.run(
                        "touching a record",
                        node.send(new Request.Touch(key, timeToLive)).thenAccept(reply -> {
                            spareTombstone(node, key, checksum, reply);
                            spareLater(node, key, timeToLive, reply);
                        }));
                touched.set(i, new Holding.Present(present.token(), checksum, timeToLive.seconds()));
            }
        }
        return new Replicas(replicas.nodes(), touched, replicas.content());
    }

    /** A touch that met another state than the one it was meant for may have shortened the life of a tombstone. */
    private void spareTombstone(Replica node, Key key, int checksum, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.checksum() != checksum) {
            Background.run(
                    "looking at a tombstone",
                    node.send(new Request.Get(key, true)).thenAccept(answer -> {
                        Reconciliation<S> found = new Reconciliation<>(type, key, List.of(node), listener);
                        found.take(0, answer);
                        S state = found.merged();
                        if (state != null && type.isTombstone(state)) {
                            TimeToLive before = new TimeToLive(Math.max(1, hit.secondsLeft()));
                            TimeToLive longer = type.timeToLive(state).max(before);
                            Background.run("touching a tombstone", node.send(new Request.Touch(key, longer)));
                        }
                    }));
        }
    }

    /** A touch that came after another one which says more has shortened the life of the record. */
    private static void spareLater(Replica node, Key key, TimeToLive timeToLive, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.secondsLeft() > timeToLive.seconds()) {
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
