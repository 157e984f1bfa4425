package io.memshare.session;

import io.memshare.node.Reply;
import io.memshare.replication.Holding;
import io.memshare.replication.Read;
import io.memshare.replication.Replicas;
import io.memshare.session.SessionCopy.State;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.List;

/** Summarizes the replicas of a read for diagnosis. */
final class SessionCopies {

    private SessionCopies() {}

    static List<SessionCopy> of(Read<SessionState> read) {
        if (read instanceof Read.Found<SessionState> found) {
            return copies(found.replicas(), found.checksum());
        }
        return read instanceof Read.Absent<SessionState> absent ? copies(absent.replicas(), 0) : List.of();
    }

    private static List<SessionCopy> copies(Replicas replicas, int checksum) {
        List<SessionCopy> copies = new ArrayList<>(replicas.nodes().size());
        for (int i = 0; i < replicas.nodes().size(); i++) {
            Holding holding = replicas.holdings().get(i);
            Long secondsLeft = holding instanceof Holding.Present present && present.secondsLeft() != Reply.FOREVER
                    ? present.secondsLeft()
                    : null;
            copies.add(new SessionCopy(replicas.nodes().get(i).address(), state(holding, checksum), secondsLeft));
        }
        return copies;
    }

    private static State state(Holding holding, int checksum) {
        if (holding instanceof Holding.Present present) {
            return present.checksum() == checksum ? State.CURRENT : State.OLDER;
        }
        if (holding instanceof Holding.Missing) {
            return State.MISSING;
        }
        return holding instanceof Holding.Unreachable ? State.UNREACHABLE : State.DAMAGED;
    }
}
