package io.memshare.session;

import io.memshare.node.NodeAddress;
import io.memshare.replication.CopyState;
import io.memshare.replication.Replicas;
import io.memshare.session.SessionObserver.Operation;
import io.memshare.session.SessionObserver.Outcome;
import io.memshare.session.SessionObserver.ReplicaCounts;
import io.memshare.session.SessionObserver.Result;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notifies an observer of operations. Safe for use by several threads once configured. */
final class ObservedOperations {

    private SessionObserver observer = SessionObserver.NONE;

    void observer(SessionObserver observer) {
        this.observer = observer;
    }

    /** Carries out a find, which may consist of several reads. */
    SessionOutcome find(Supplier<SessionOutcome> find) {
        return observed(Operation.FIND, null, find);
    }

    /**
     * Carries out a save.
     *
     * @param before the session as found, or null if it is new
     */
    SessionOutcome save(@Nullable Snapshot before, Supplier<SessionOutcome> save) {
        return observed(Operation.SAVE, before, save);
    }

    private SessionOutcome observed(
            Operation operation, @Nullable Snapshot before, Supplier<SessionOutcome> carriedOut) {
        if (observer == SessionObserver.NONE) {
            return carriedOut.get();
        }
        SessionObserver.Ongoing ongoing = observer.start(operation);
        Result result = new Result(Outcome.FAILED, null, null);
        try {
            SessionOutcome outcome = carriedOut.get();
            result = result(operation, before, outcome);
            return outcome;
        } finally {
            ongoing.ended(result);
        }
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
        Set<NodeAddress> lacking = before == null ? Set.of() : lacking(before);
        Replicas replicas = now.replicas();
        int answered = 0;
        int repaired = 0;
        for (int i = 0; i < replicas.size(); i++) {
            CopyState copy = replicas.compare(i, now.checksum());
            answered += copy != CopyState.UNREACHABLE ? 1 : 0;
            repaired += copy == CopyState.CURRENT && lacking.contains(replicas.address(i)) ? 1 : 0;
        }
        return new ReplicaCounts(replicas.size(), answered, repaired);
    }

    private static Set<NodeAddress> lacking(Snapshot found) {
        Set<NodeAddress> lacking = Set.of();
        Replicas replicas = found.replicas();
        for (int i = 0; i < replicas.size(); i++) {
            CopyState copy = replicas.compare(i, found.checksum());
            if (copy != CopyState.CURRENT && copy != CopyState.UNREACHABLE) {
                lacking = lacking.isEmpty() ? new HashSet<>() : lacking;
                lacking.add(replicas.address(i));
            }
        }
        return lacking;
    }
}
