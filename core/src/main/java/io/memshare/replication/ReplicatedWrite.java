package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One write: a state is merged into every replica that is up by compare and set. Whoever loses the race for a replica reads
 * what won, merges it, and goes on with the merged state for all replicas, so that all end equal. As states only grow, the
 * race ends. It is acknowledged when every node that took it holds a note about every node that did not. For one write.
 */
final class ReplicatedWrite<S> {

    /** Far more than there are requests of one session at the same time. */
    private static final int ROUNDS = 500;

    private final RecordType<S> type;
    private final Key key;
    private final Reconciliation<S> reconciliation;
    private final List<WriteReplica<S>> replicas = new ArrayList<>();
    private final WriteNotes notes;
    private final int needed;
    private final Replicas basis;
    private WritePayload<S> payload;
    private int roundTrips;

    /**
     * @param state what is to be merged into the replicas
     * @param basis what the replicas were last known to hold; the state includes all of that
     * @param timeToLive how long the state is kept; if others' changes are merged into it, what its type says if that is more
     * @param scope who else is concerned
     */
    ReplicatedWrite(
            RecordType<S> type,
            Key key,
            S state,
            Replicas basis,
            TimeToLive timeToLive,
            WriteScope scope,
            ReplicationListener listener) {
        this.type = type;
        this.basis = basis;
        this.key = key;
        this.reconciliation = new Reconciliation<>(type, key, basis.nodes(), basis.connections(), listener);
        this.notes = new WriteNotes(scope);
        this.needed = scope.needed();
        for (int i = 0; i < basis.nodes().size(); i++) {
            replicas.add(new WriteReplica<>(i, key, basis, reconciliation, scope, listener));
        }
        this.payload = payload(state, timeToLive);
    }

    private WritePayload<S> payload(S state, TimeToLive timeToLive) {
        byte[] bytes = type.encode(key, state);
        return new WritePayload<>(state, bytes, Checksum.of(bytes), timeToLive, type.isFinal(state));
    }

    CompletableFuture<Written<S>> run() {
        replicas.forEach(WriteReplica::leaveOutIfAway);
        List<Integer> limits = replicas.stream()
                .filter(replica -> !replica.isLost())
                .map(replica -> replica.node().largestValue())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (limits.size() < needed) {
            return CompletableFuture.completedFuture(new Written.NotKept<>(
                    tooFew(limits.size(), needed, replicas.size()) + " nodes are up and take what this server writes"));
        }
        int limit = limits.get(needed - 1);
        if (payload.bytes().length > limit) {
            return CompletableFuture.completedFuture(new Written.TooLarge<>(payload.bytes().length, limit));
        }
        return round(ROUNDS);
    }

    /** Returns what a replica is known to hold, to be asked when the write is over. */
    Holding holding(int index) {
        return reconciliation.holding(index);
    }

    /** Returns what the write took, to be asked when it is over. */
    ReplicationEvents.Effort effort() {
        Replicas.Content content = basis.content();
        int repaired = 0;
        if (content != null) {
            for (WriteReplica<S> replica : replicas) {
                Holding before = basis.holdings().get(replica.index());
                boolean alike = before instanceof Holding.Present present && present.checksum() == content.checksum();
                repaired += !alike && !(before instanceof Holding.Unreachable) && replica.holds(payload) ? 1 : 0;
            }
        }
        return new ReplicationEvents.Effort(payload.bytes().length, roundTrips, repaired);
    }

    private CompletableFuture<Written<S>> round(int rounds) {
        if (rounds == 0 || notes.isOverdue()) {
            if (replicas.stream().anyMatch(replica -> replica.holds(payload))) {
                replicas.forEach(replica -> replica.giveUpIfUnwilling(payload));
            }
            return replicas.stream().anyMatch(replica -> replica.isPending(payload))
                    ? CompletableFuture.completedFuture(
                            new Written.NotKept<>("too many changes of one record at the same time"))
                    : note();
        }
        List<CompletableFuture<Boolean>> steps = new ArrayList<>(replicas.size());
        for (WriteReplica<S> replica : replicas) {
            CompletableFuture<Boolean> step = replica.step(payload, notes, replicas);
            if (step != null) {
                steps.add(step);
            }
        }
        if (steps.isEmpty()) {
            return note();
        }
        roundTrips++;
        return FanOut.gather(steps).thenCompose(done -> {
            grow();
            reconciliation.fold();
            return round(rounds - 1);
        });
    }

    /** Merges what was read into the target. */
    private void grow() {
        S grown = payload.state();
        for (WriteReplica<S> replica : replicas) {
            S state = reconciliation.state(replica.index());
            if (state != null) {
                grown = type.merge(grown, state);
            }
        }
        if (grown != payload.state()) {
            payload = payload(grown, payload.timeToLive().max(type.timeToLive(grown)));
        }
    }

    private CompletableFuture<Written<S>> note() {
        return notes.complete(replicas).thenApply(noted -> outcome());
    }

    private Written<S> outcome() {
        int took = count(replica -> replica.backs(payload));
        if (count(replica -> replica.holds(payload)) > 0) {
            replicas.forEach(WriteReplica::noted);
        }
        if (took < needed) {
            return new Written.NotKept<>(tooFew(took, needed, replicas.size()) + " nodes took the change");
        }
        Replicas left = reconciliation.replicas();
        List<Holding> alike = new ArrayList<>(left.holdings());
        for (WriteReplica<S> replica : replicas) {
            if (replica.holds(payload) && alike.get(replica.index()) instanceof Holding.Present present) {
                alike.set(
                        replica.index(),
                        new Holding.Present(present.token(), payload.checksum(), present.secondsLeft()));
            }
        }
        Replicas.Content content = new Replicas.Content(payload.checksum(), payload.state());
        return new Written.Kept<>(
                payload.state(),
                payload.checksum(),
                new Replicas(left.nodes(), alike, connections(), content),
                reconciliation.states());
    }

    private int count(Predicate<WriteReplica<S>> condition) {
        return (int) replicas.stream().filter(condition).count();
    }

    /** Begins a sentence that tells a person why there is no answer. */
    static String tooFew(int there, int needed, int all) {
        String majority = needed > 1 ? " (" + needed + " are needed)" : "";
        return (there == 0 ? "none" : String.valueOf(there)) + " of " + all + majority;
    }

    /** Returns the connections to which the tokens belong that the replicas have now. */
    private List<Channel> connections() {
        return replicas.stream().map(WriteReplica::connection).toList();
    }
}
