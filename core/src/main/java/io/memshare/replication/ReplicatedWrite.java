package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A single write, which merges a state into every replica that is up by compare and set. If another writer wins the
 * race for a replica, this write reads the winner's state, merges it, and continues with the merged state for all
 * replicas, so that all end up equal. The race ends because states only grow. The write is acknowledged when every node
 * that took it holds a note about every node that did not. Used for a single write.
 */
final class ReplicatedWrite<S> {

    /** Far more than the concurrent requests of a session. */
    private static final int ROUNDS = 500;

    private final RecordType<S> type;
    private final Key key;
    private final Reconciliation<S> reconciliation;
    private final List<WriteReplica<S>> replicas = new ArrayList<>();
    private final WriteNotes notes;
    private final int needed;
    private final int trusted;
    private final Replicas basis;
    private WritePayload<S> payload;
    private int roundTrips;

    /**
     * Creates a write.
     *
     * @param state the state to merge into the replicas
     * @param basis the last known content of the replicas, which the state includes
     * @param timeToLive how long the state is kept; if changes by others are merged into it, the time given by its type
     *     if that is longer
     * @param scope the nodes concerned
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
        this.trusted = Math.min(scope.trusted(), basis.nodes().size());
        for (int i = 0; i < basis.nodes().size(); i++) {
            replicas.add(new WriteReplica<>(i, key, basis, reconciliation, scope, listener));
        }
        this.payload = payload(state, timeToLive);
    }

    private WritePayload<S> payload(S state, TimeToLive timeToLive) {
        byte[] bytes = type.encode(key, state);
        return new WritePayload<>(state, bytes, Checksum.of(bytes), timeToLive, type.isFinal(state));
    }

    CompletableFuture<WriteResult<S>> run() {
        return attempt().thenApply(result -> notes.ended(result, replicas, payload));
    }

    private CompletableFuture<WriteResult<S>> attempt() {
        if (!basis.haveRoom()) {
            return CompletableFuture.completedFuture(new WriteResult.NotKept<>(ReplicatedRead.NO_ROOM));
        }
        replicas.forEach(WriteReplica::leaveOutIfAway);
        int[] limits = replicas.subList(0, trusted).stream()
                .filter(replica -> !replica.isLost())
                .mapToInt(replica -> replica.node().largestValue())
                .sorted()
                .toArray();
        if (limits.length < needed) {
            return CompletableFuture.completedFuture(new WriteResult.NotKept<>(
                    tooFew(limits.length, needed, trusted) + " nodes are up and accept writes of this server"));
        }
        int limit = limits[limits.length - needed];
        if (payload.bytes().length > limit) {
            return CompletableFuture.completedFuture(new WriteResult.TooLarge<>(payload.bytes().length, limit));
        }
        return round(ROUNDS);
    }

    /** Returns the known content of a replica; to be called after the write. */
    ReplicaState stateOf(int index) {
        return reconciliation.stateOf(index);
    }

    /** Returns the effort of the write; to be called after the write. */
    ReplicationEvents.Effort effort() {
        Replicas.Content content = basis.content();
        int repaired = 0;
        if (content != null) {
            for (WriteReplica<S> replica : replicas) {
                ReplicaState before = basis.replicaStates().get(replica.index());
                boolean alike =
                        before instanceof ReplicaState.Present present && present.checksum() == content.checksum();
                repaired += !alike && !before.isUnknown() && replica.holds(payload) ? 1 : 0;
            }
        }
        return new ReplicationEvents.Effort(payload.bytes().length, roundTrips, repaired);
    }

    private CompletableFuture<WriteResult<S>> round(int rounds) {
        if (rounds == 0 || notes.isOverdue()) {
            if (replicas.stream().anyMatch(replica -> replica.holds(payload))) {
                replicas.forEach(replica -> replica.giveUpIfUnwilling(payload));
            }
            return replicas.stream().anyMatch(replica -> replica.isPending(payload))
                    ? CompletableFuture.completedFuture(
                            new WriteResult.NotKept<>("too many concurrent changes of the record"))
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
            if (replicas.stream().anyMatch(WriteReplica::isRefusedHere)) {
                return CompletableFuture.completedFuture(outcome());
            }
            grow();
            reconciliation.fold();
            return round(rounds - 1);
        });
    }

    /** Merges the states that were read into the state to write. */
    private void grow() {
        S grown = payload.state();
        for (WriteReplica<S> replica : replicas) {
            S state = reconciliation.state(replica.index());
            if (state != null) {
                grown = type.merge(grown, state);
            }
        }
        if (grown != payload.state()) {
            payload = payload(grown, new RecordRetention<>(type).written(grown, payload.timeToLive()));
        }
    }

    private CompletableFuture<WriteResult<S>> note() {
        return notes.complete(replicas).thenApply(noted -> outcome());
    }

    private WriteResult<S> outcome() {
        if (replicas.stream().anyMatch(WriteReplica::isRefusedHere)) {
            return new WriteResult.NotKept<>(ReplicatedRead.NO_ROOM);
        }
        int took = (int) replicas.subList(0, trusted).stream()
                .filter(replica -> replica.backs(payload))
                .count();
        if (replicas.stream().anyMatch(replica -> replica.holds(payload))) {
            replicas.forEach(WriteReplica::noted);
        }
        if (took < needed) {
            return new WriteResult.NotKept<>(tooFew(took, needed, trusted) + " nodes took the change");
        }
        Replicas left = reconciliation.replicas();
        List<ReplicaState> alike = new ArrayList<>(left.replicaStates());
        for (WriteReplica<S> replica : replicas) {
            if (replica.holds(payload) && alike.get(replica.index()) instanceof ReplicaState.Present present) {
                alike.set(
                        replica.index(),
                        new ReplicaState.Present(present.token(), payload.checksum(), present.secondsLeft()));
            }
        }
        Replicas.Content content = new Replicas.Content(payload.checksum(), payload.state());
        return new WriteResult.Kept<>(
                payload.state(),
                payload.checksum(),
                new Replicas(left.nodes(), alike, connections(), content),
                reconciliation.states());
    }

    /** Returns the start of a human-readable sentence about the reason why there is no answer. */
    static String tooFew(int there, int needed, int all) {
        String majority = needed > 1 ? " (" + needed + " are needed)" : "";
        return (there == 0 ? "none" : String.valueOf(there)) + " of " + all + majority;
    }

    /** Returns the connections to which the current tokens of the replicas belong. */
    private List<Channel> connections() {
        return replicas.stream().map(WriteReplica::connection).toList();
    }
}
