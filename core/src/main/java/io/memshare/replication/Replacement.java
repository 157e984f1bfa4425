package io.memshare.replication;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A single compare-and-set on every reachable replica, in a single round. Unlike a {@link ReplicatedWrite}, it merges
 * nothing and stops if a replica no longer holds the content that was read. It carries notes like every write. Used for
 * a single call.
 */
final class Replacement<S> {

    private final Replicas basis;
    private final Reconciliation<S> reconciliation;
    private final List<WriteReplica<S>> replicas = new ArrayList<>();
    private final WriteNotes notes;
    private final int needed;
    private final int trusted;
    private final WritePayload<S> payload;

    Replacement(
            RecordType<S> type,
            Key key,
            S state,
            Replicas basis,
            TimeToLive timeToLive,
            WriteScope scope,
            ReplicationListener listener) {
        this.basis = basis;
        this.reconciliation = new Reconciliation<>(type, key, basis.nodes(), basis.connections(), listener);
        this.notes = new WriteNotes(scope);
        this.needed = scope.needed();
        this.trusted = scope.trusted();
        for (int i = 0; i < basis.nodes().size(); i++) {
            replicas.add(new WriteReplica<>(i, key, basis, reconciliation, scope, listener));
        }
        byte[] bytes = type.encode(key, state);
        this.payload = new WritePayload<>(state, bytes, Checksum.of(bytes), timeToLive, false);
    }

    CompletableFuture<WriteResult<S>> run() {
        return attempt().thenApply(result -> notes.ended(result, replicas, payload));
    }

    private CompletableFuture<WriteResult<S>> attempt() {
        if (!basis.haveRoom() || basis.replicaStates().contains(ReplicaState.Unread.UNREAD)) {
            return CompletableFuture.completedFuture(noRoom());
        }
        for (WriteReplica<S> replica : replicas) {
            replica.leaveOutIfAway();
            if (basis.replicaStates().get(replica.index()) instanceof ReplicaState.Unreachable) {
                replica.lose();
            } else if (!replica.isLost() && replica.isReconnected()) {
                return overtaken();
            }
        }
        List<CompletableFuture<Boolean>> steps = new ArrayList<>(replicas.size());
        for (WriteReplica<S> replica : replicas) {
            CompletableFuture<Boolean> step = replica.step(payload, notes, replicas);
            if (step != null) {
                steps.add(step);
            }
        }
        return FanOut.gather(steps)
                .thenCompose(done ->
                        isOvertaken() ? overtaken() : notes.complete(replicas).thenApply(noted -> outcome()));
    }

    ReplicationEvents.Effort effort() {
        return new ReplicationEvents.Effort(payload.bytes().length, 1, 0);
    }

    private boolean isOvertaken() {
        return replicas.stream().anyMatch(replica -> replica.isPending(payload))
                && replicas.stream().noneMatch(WriteReplica::isRefusedHere);
    }

    private static <S> WriteResult<S> noRoom() {
        return new WriteResult.NotKept<>(ReplicatedRead.NO_ROOM);
    }

    private static <S> CompletableFuture<WriteResult<S>> overtaken() {
        return CompletableFuture.completedFuture(new WriteResult.Overtaken<>());
    }

    private WriteResult<S> outcome() {
        if (replicas.stream().anyMatch(WriteReplica::isRefusedHere)) {
            return noRoom();
        }
        if (replicas.stream().anyMatch(replica -> replica.holds(payload))) {
            replicas.forEach(WriteReplica::noted);
        }
        int took = (int) replicas.subList(0, trusted).stream()
                .filter(replica -> replica.backs(payload))
                .count();
        if (took < needed) {
            return new WriteResult.NotKept<>(ReplicatedWrite.tooFew(took, needed, trusted) + " nodes took the change");
        }
        return new WriteResult.Kept<>(payload.state(), payload.checksum(), reconciliation.replicas(), List.of());
    }
}
