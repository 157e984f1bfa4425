package io.memshare.session;

import io.memshare.node.Reply;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicaState;
import io.memshare.replication.Replicas;
import io.memshare.session.SessionCopy.State;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.List;

/** Summarizes the replicas of a read for diagnosis. */
final class SessionCopies {

    private SessionCopies() {}

    static List<SessionCopy> of(ReadResult<SessionState> read) {
        if (read instanceof ReadResult.Found<SessionState> found) {
            return copies(found.replicas(), found.checksum());
        }
        return read instanceof ReadResult.Absent<SessionState> absent ? copies(absent.replicas(), 0) : List.of();
    }

    private static List<SessionCopy> copies(Replicas replicas, int checksum) {
        List<SessionCopy> copies = new ArrayList<>(replicas.nodes().size());
        for (int i = 0; i < replicas.nodes().size(); i++) {
            ReplicaState replicaState = replicas.replicaStates().get(i);
            Long secondsLeft =
                    replicaState instanceof ReplicaState.Present present && present.secondsLeft() != Reply.FOREVER
                            ? present.secondsLeft()
                            : null;
            copies.add(new SessionCopy(replicas.nodes().get(i).address(), state(replicaState, checksum), secondsLeft));
        }
        return copies;
    }

    private static State state(ReplicaState replicaState, int checksum) {
        if (replicaState instanceof ReplicaState.Present present) {
            return present.checksum() == checksum ? State.CURRENT : State.OLDER;
        }
        if (replicaState instanceof ReplicaState.Missing) {
            return State.MISSING;
        }
        return replicaState instanceof ReplicaState.Unreachable ? State.UNREACHABLE : State.DAMAGED;
    }
}
