package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Collection<? extends Replica> sources;

    /**
     * Creates a restoration.
     *
     * @param sources the nodes without whose answer something may be missing
     */
    Restoration(
            ReplicatedStore<S> store,
            RecordType<S> type,
            Key key,
            Replica target,
            Collection<? extends Replica> sources) {
        this.store = store;
        this.type = type;
        this.key = key;
        this.target = target;
        this.sources = sources;
    }

    CompletableFuture<Restored> run() {
        return round(ROUNDS, Restored.UNCHANGED);
    }

    private CompletableFuture<Restored> round(int rounds, Restored before) {
        return store.readForCopy(key).thenCompose(read -> {
            Replicas replicas = read.replicas();
            if (isUnclear(replicas)) {
                return rounds > 0 && mayAnswer(replicas) ? round(rounds - 1, before) : done(Restored.FAILED);
            }
            List<Replica> foreign = foreignSources(replicas);
            boolean gone = read instanceof ReadResult.Found<S> found && type.isTombstone(found.state());
            if (!foreign.isEmpty() && !gone) {
                return new ForeignCopy(key, target, foreign).run();
            }
            if (read instanceof ReadResult.Found<S> found) {
                return found(found, rounds, before);
            }
            return done(read instanceof ReadResult.Absent ? missing(replicas) : unreadable(replicas));
        });
    }

    private boolean isNeeded(Replica node) {
        return node.equals(target) || sources.contains(node);
    }

    /** Returns whether the node or a source gave no answer, so that the node may lack what others hold. */
    private boolean isUnclear(Replicas replicas) {
        for (int i = 0; i < replicas.nodes().size(); i++) {
            if (replicas.replicaStates().get(i).isUnknown()
                    && isNeeded(replicas.nodes().get(i))) {
                return true;
            }
        }
        return false;
    }

    /** A node that is down does not answer the next time either. */
    private boolean mayAnswer(Replicas replicas) {
        return replicas.nodes().stream().filter(this::isNeeded).allMatch(Replica::isUp);
    }

    /** Returns the sources that hold bytes of a later version, if no source holds a state that can be read. */
    private List<Replica> foreignSources(Replicas replicas) {
        List<Replica> foreign = new ArrayList<>();
        for (int i = 0; i < replicas.nodes().size(); i++) {
            ReplicaState state = replicas.replicaStates().get(i);
            boolean isSource = sources.contains(replicas.nodes().get(i));
            if (isSource && state instanceof ReplicaState.Present) {
                return List.of();
            }
            if (isSource && state instanceof ReplicaState.Foreign) {
                foreign.add(replicas.nodes().get(i));
            }
        }
        return foreign;
    }

    private CompletableFuture<Restored> found(ReadResult.Found<S> found, int rounds, Restored before) {
        Replicas replicas = found.replicas();
        ReplicaState held = replicas.replicaStates().get(replicas.nodes().indexOf(target));
        boolean agrees = held instanceof ReplicaState.Present present && present.checksum() == found.checksum();
        if (!agrees && rounds == 0) {
            return done(Restored.FAILED);
        }
        if (held instanceof ReplicaState.Foreign && !type.isFinal(found.state())) {
            return done(Restored.FOREIGN);
        }
        TimeToLive left = new RecordRetention<>(type).left(found);
        if (agrees) {
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

    private static Replicas lagging(Replicas replicas, TimeToLive left) {
        List<ReplicaState> lagging = new ArrayList<>(replicas.replicaStates());
        lagging.replaceAll(
                state -> state instanceof ReplicaState.Present present && !RecordRetention.lags(present, left)
                        ? ReplicaState.Unreachable.UNREACHABLE
                        : state);
        return replicas.with(lagging);
    }

    private static Restored missing(Replicas replicas) {
        return replicas.replicaStates().stream().anyMatch(ReplicaState.Damaged.class::isInstance)
                ? Restored.DAMAGED
                : Restored.GONE;
    }

    private static Restored unreadable(Replicas replicas) {
        if (replicas.includeUnknownFormat()) {
            return Restored.FOREIGN;
        }
        return replicas.replicaStates().stream().anyMatch(ReplicaState::isUnknown) ? Restored.FAILED : Restored.DAMAGED;
    }

    private static CompletableFuture<Restored> done(Restored restored) {
        return CompletableFuture.completedFuture(restored);
    }
}
