package io.memshare.session;

import io.memshare.node.Replica;
import io.memshare.replication.ReplicaState;
import io.memshare.replication.Replicas;
import io.memshare.session.SessionObserver.Operation;
import io.memshare.session.SessionObserver.Outcome;
import io.memshare.session.SessionObserver.ReplicaCounts;
import io.memshare.session.SessionObserver.Result;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for operations, and notifies an observer of them. Safe for use by several threads once configured. */
final class ObservedOperations {

    private SessionObserver observer = SessionObserver.NONE;

    void observer(SessionObserver observer) {
        this.observer = observer;
    }

    /** A started operation. */
    interface Started {

        CompletableFuture<SessionOutcome> start();
    }

    SessionOutcome find(Started started) {
        return observed(Operation.FIND, null, started);
    }

    /**
     * Waits for a save.
     *
     * @param before the session as found, or null if it is new
     */
    SessionOutcome save(@Nullable Snapshot before, Started started) {
        return observed(Operation.SAVE, before, started);
    }

    private SessionOutcome observed(Operation operation, @Nullable Snapshot before, Started started) {
        if (observer == SessionObserver.NONE) {
            return outcome(started);
        }
        SessionObserver.Ongoing ongoing = observer.start(operation);
        Result result = new Result(Outcome.FAILED, null, null);
        try {
            SessionOutcome outcome = outcome(started);
            result = result(operation, before, outcome);
            return outcome;
        } finally {
            ongoing.ended(result);
        }
    }

    /** Every node replies or is given up, so this ends. */
    private static SessionOutcome outcome(Started started) {
        return started.start().join();
    }

    private static Result result(Operation operation, @Nullable Snapshot before, SessionOutcome outcome) {
        if (outcome instanceof SessionOutcome.Failed failed) {
            return new Result(Outcome.FAILED, null, failed.reason());
        }
        boolean find = operation == Operation.FIND;
        if (outcome instanceof SessionOutcome.Alive alive) {
            return new Result(find ? Outcome.FOUND : Outcome.SAVED, counts(before, alive.snapshot()), null);
        }
        if (outcome == SessionOutcome.Followed.FOLLOWED) {
            return new Result(Outcome.SAVED, null, null);
        }
        return new Result(find ? Outcome.ABSENT : Outcome.ENDED, null, null);
    }

    private static ReplicaCounts counts(@Nullable Snapshot before, Snapshot now) {
        Set<Replica> lacking = new HashSet<>();
        Replicas found = before == null ? null : before.replicas();
        for (int i = 0; before != null && found != null && i < found.nodes().size(); i++) {
            ReplicaState state = found.replicaStates().get(i);
            if (isAnswer(state) && !holds(state, before.checksum())) {
                lacking.add(found.nodes().get(i));
            }
        }
        Replicas replicas = now.replicas();
        int answered = 0;
        int repaired = 0;
        for (int i = 0; i < replicas.nodes().size(); i++) {
            ReplicaState state = replicas.replicaStates().get(i);
            answered += isAnswer(state) ? 1 : 0;
            boolean mended = lacking.contains(replicas.nodes().get(i)) && holds(state, now.checksum());
            repaired += mended ? 1 : 0;
        }
        return new ReplicaCounts(replicas.nodes().size(), answered, repaired);
    }

    private static boolean isAnswer(ReplicaState state) {
        return !(state instanceof ReplicaState.Unreachable);
    }

    private static boolean holds(ReplicaState state, int checksum) {
        return state instanceof ReplicaState.Present present && present.checksum() == checksum;
    }
}
