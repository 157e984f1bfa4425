package io.memshare.replication;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One write: a state is merged into every replica that is up by compare and set. Whoever loses the race for a replica reads
 * what won, merges it, and goes on with the merged state for all replicas, so that all end equal. As states only grow, the
 * race ends. For one write.
 */
final class ReplicatedWrite<S> {

    /** Far more than there are requests of one session at the same time. */
    private static final int ROUNDS = 500;

    private final RecordType<S> type;
    private final Key key;
    private final Replicas basis;
    private final List<Replica> nodes;
    private final ReplicationListener listener;
    private final Reconciliation<S> reconciliation;
    private final boolean[] unread;
    private final boolean[] lost;
    private S target;
    private byte[] bytes;
    private int checksum;
    private TimeToLive timeToLive;

    /**
     * @param state what is to be merged into the replicas
     * @param basis what the replicas were last known to hold; the state includes all of that
     * @param timeToLive how long the state is kept; if others' changes are merged into it, what its type says if that is more
     */
    ReplicatedWrite(
            RecordType<S> type, Key key, S state, Replicas basis, TimeToLive timeToLive, ReplicationListener listener) {
        this.type = type;
        this.key = key;
        this.basis = basis;
        this.nodes = basis.nodes();
        this.listener = listener;
        this.reconciliation = new Reconciliation<>(type, key, nodes, listener);
        this.unread = new boolean[nodes.size()];
        this.lost = new boolean[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            Holding holding = basis.holdings().get(i);
            reconciliation.set(i, holding);
            unread[i] = holding instanceof Holding.Unreachable;
        }
        this.target = state;
        this.timeToLive = timeToLive;
        this.bytes = type.encode(key, state);
        this.checksum = Checksum.of(bytes);
    }

    CompletableFuture<Written<S>> run() {
        return round(ROUNDS);
    }

    /** Returns what a replica is known to hold, to be asked when the write is over. */
    Holding holding(int index) {
        return reconciliation.holding(index);
    }

    private CompletableFuture<Written<S>> round(int rounds) {
        int limit = limit();
        if (bytes.length > limit) {
            return CompletableFuture.completedFuture(new Written.TooLarge<>(bytes.length, limit));
        }
        List<Integer> indexes = new ArrayList<>(nodes.size());
        List<CompletableFuture<Reply>> replies = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Request request = request(i);
            if (request != null) {
                indexes.add(i);
                replies.add(nodes.get(i).send(request));
            }
        }
        if (indexes.isEmpty() || rounds == 0) {
            return CompletableFuture.completedFuture(outcome());
        }
        return FanOut.gather(replies).thenCompose(answers -> {
            for (int i = 0; i < answers.size(); i++) {
                take(indexes.get(i), answers.get(i));
            }
            grow();
            return round(rounds - 1);
        });
    }

    private int limit() {
        int limit = Integer.MAX_VALUE;
        for (Replica node : nodes) {
            limit = Math.min(limit, node.largestValue());
        }
        return limit;
    }

    /** Returns what to ask a replica for next, or null if it holds the target or is out of reach. */
    private @Nullable Request request(int index) {
        if (lost[index]) {
            return null;
        }
        if (unread[index]) {
            return new Request.Get(key, true);
        }
        Holding holding = reconciliation.holding(index);
        if (holding instanceof Holding.Present present) {
            return isCurrent(index, present) ? null : put(present.token());
        }
        if (holding instanceof Holding.Damaged damaged) {
            return put(damaged.token());
        }
        return holding instanceof Holding.Missing ? put(Request.Put.NOTHING) : null;
    }

    /** Returns whether a replica holds the target, in whatever bytes. */
    private boolean isCurrent(int index, Holding.Present present) {
        return present.checksum() == checksum
                || basis.hold(present.checksum(), target)
                || reconciliation.holds(index, target);
    }

    private Request put(long expected) {
        return new Request.Put(key, bytes, checksum, timeToLive, expected);
    }

    private void take(int index, Reply reply) {
        if (unread[index]) {
            unread[index] = false;
            reconciliation.take(index, reply);
            lost[index] = reconciliation.holding(index) instanceof Holding.Unreachable;
        } else if (reply instanceof Reply.Stored stored) {
            reconciliation.set(index, new Holding.Present(stored.token(), checksum, timeToLive.seconds()));
        } else if (reply instanceof Reply.Conflict) {
            unread[index] = true;
        } else {
            if (reply instanceof Reply.Refused refused) {
                listener.refused(nodes.get(index).address(), key, refused.reason());
            }
            lost[index] = true;
            reconciliation.set(index, Holding.Unreachable.UNREACHABLE);
        }
    }

    /** Merges what was read into the target. */
    private void grow() {
        S grown = target;
        for (int i = 0; i < nodes.size(); i++) {
            S state = reconciliation.state(i);
            if (state != null) {
                grown = type.merge(grown, state);
            }
        }
        if (grown != target) {
            target = grown;
            timeToLive = timeToLive.max(type.timeToLive(grown));
            bytes = type.encode(key, grown);
            checksum = Checksum.of(bytes);
        }
    }

    private Written<S> outcome() {
        List<Holding> alike = new ArrayList<>(reconciliation.replicas().holdings());
        int kept = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (!lost[i] && reconciliation.holding(i) instanceof Holding.Present present) {
                if (!isCurrent(i, present)) {
                    return new Written.NotKept<>("too many changes of one record at the same time");
                }
                alike.set(i, new Holding.Present(present.token(), checksum, present.secondsLeft()));
                kept++;
            }
        }
        Replicas replicas = new Replicas(nodes, alike, new Replicas.Content(checksum, target));
        return kept > 0
                ? new Written.Kept<>(target, checksum, replicas, reconciliation.states())
                : new Written.NotKept<>("none of " + nodes.size() + " nodes took the change");
    }
}
