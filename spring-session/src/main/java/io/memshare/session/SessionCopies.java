package io.memshare.session;

import io.memshare.node.TimeToLive;
import io.memshare.replication.ReadResult;
import io.memshare.replication.Replicas;
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
        List<SessionCopy> copies = new ArrayList<>(replicas.size());
        for (int i = 0; i < replicas.size(); i++) {
            Long secondsLeft = replicas.left(i)
                    .filter(left -> !left.isForever())
                    .map(TimeToLive::seconds)
                    .orElse(null);
            copies.add(new SessionCopy(replicas.address(i), replicas.compare(i, checksum), secondsLeft));
        }
        return copies;
    }
}
