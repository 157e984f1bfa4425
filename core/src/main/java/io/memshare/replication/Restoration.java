package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Copies a record to a node that lacks it: reads it, merges it into the replicas, and reads it again to verify that it
 * is there. This is not a use of the record, so a copy gets the remaining time to live of the original. Used for a
 * single record.
 */
final class Restoration<S> {

    /** A record may change between two rounds. */
    private static final int ROUNDS = 4;

    private final ReplicatedStore<S> store;
    private final RecordType<S> type;
    private final Key key;
    private final Replica target;

    Restoration(ReplicatedStore<S> store, RecordType<S> type, Key key, Replica target) {
        this.store = store;
        this.type = type;
        this.key = key;
        this.target = target;
    }

    CompletableFuture<Restored> run() {
        return round(ROUNDS, Restored.UNCHANGED);
    }

    private CompletableFuture<Restored> round(int rounds, Restored before) {
        return store.readForCopy(key).thenCompose(read -> {
            if (read instanceof ReadResult.Found<S> found) {
                return found(found, rounds, before);
            }
            return done(
                    read instanceof ReadResult.Absent<S> absent
                            ? missing(absent.replicas())
                            : unreadable(((ReadResult.Unknown<S>) read).replicas()));
        });
    }

    private CompletableFuture<Restored> found(ReadResult.Found<S> found, int rounds, Restored before) {
        Replicas replicas = found.replicas();
        ReplicaState held = replicas.replicaStates().get(replicas.nodes().indexOf(target));
        boolean agrees = held instanceof ReplicaState.Present present && present.checksum() == found.checksum();
        if (held instanceof ReplicaState.Unreachable || (!agrees && rounds == 0)) {
            return done(Restored.FAILED);
        }
        TimeToLive left = left(type, found);
        if (agrees || held instanceof ReplicaState.Foreign) {
            store.extend(key, found.checksum(), left, lagging(replicas, left));
            return done(before);
        }
        CompletableFuture<?> settled = type.isTombstone(found.state())
                ? store.supersededStates().settle(key, found.state(), found.observed())
                : CompletableFuture.completedFuture(null);
        return settled.thenCompose(done -> store.copy(key, found.state(), replicas, left))
                .thenCompose(written -> written instanceof WriteResult.Kept
                        ? round(rounds - 1, Restored.COPIED)
                        : done(Restored.FAILED));
    }

    /**
     * Returns how long a record must still be kept, derived from the most recently used replica.
     *
     * <p>A tombstone may be stored for longer than its type specifies, to outlive the copies that it supersedes. It is
     * never used, so its remaining time is taken from the nodes.
     */
    static <S> TimeToLive left(RecordType<S> type, ReadResult.Found<S> found) {
        TimeToLive whole = type.timeToLive(found.state());
        if (type.isTombstone(found.state())) {
            long longest = longestLeft(found);
            return longest < 0 ? whole : new TimeToLive(Math.max(1, longest));
        }
        boolean unknown = whole.isForever() || found.idleSeconds() < 0;
        return unknown ? whole : new TimeToLive(Math.max(1, whole.seconds() - found.idleSeconds()));
    }

    private static long longestLeft(ReadResult.Found<?> found) {
        long longest = -1;
        for (ReplicaState replicaState : found.replicas().replicaStates()) {
            if (replicaState instanceof ReplicaState.Present present && present.checksum() == found.checksum()) {
                longest = Math.max(longest, present.secondsLeft());
            }
        }
        return longest;
    }

    /** Selects the replicas that missed a use. Nodes count whole seconds, so a difference of a second is ignored. */
    private static Replicas lagging(Replicas replicas, TimeToLive left) {
        List<ReplicaState> lagging = new ArrayList<>(replicas.replicaStates());
        lagging.replaceAll(replicaState -> replicaState instanceof ReplicaState.Present present
                        && (present.secondsLeft() == Reply.FOREVER || present.secondsLeft() >= left.seconds() - 1)
                ? ReplicaState.Unreachable.UNREACHABLE
                : replicaState);
        return replicas.with(lagging);
    }

    private static Restored missing(Replicas replicas) {
        return replicas.replicaStates().stream().anyMatch(ReplicaState.Damaged.class::isInstance)
                ? Restored.DAMAGED
                : Restored.GONE;
    }

    private static Restored unreadable(Replicas replicas) {
        if (replicas.replicaStates().contains(ReplicaState.Foreign.FOREIGN)) {
            return Restored.FOREIGN;
        }
        return replicas.replicaStates().contains(ReplicaState.Unreachable.UNREACHABLE)
                ? Restored.FAILED
                : Restored.DAMAGED;
    }

    private static CompletableFuture<Restored> done(Restored restored) {
        return CompletableFuture.completedFuture(restored);
    }
}
