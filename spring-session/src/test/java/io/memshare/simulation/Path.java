package io.memshare.simulation;

import java.util.ArrayList;
import java.util.List;

/** The way between one application server and one node, and what is wrong with it. */
final class Path {

    private final VirtualTime time;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private boolean requestsLost;
    private boolean repliesLost;
    private long delay;
    private long changedAt = -VirtualTime.SECOND * 10;

    Path(VirtualTime time) {
        this.time = time;
    }

    boolean losesRequests() {
        return requestsLost;
    }

    boolean losesReplies() {
        return repliesLost;
    }

    /** Returns by how many microseconds whatever passes is late. */
    long delay() {
        return delay;
    }

    boolean isClear() {
        return !requestsLost && !repliesLost && delay == 0;
    }

    long changedAt() {
        return changedAt;
    }

    void use(SimulatedConnection connection) {
        connections.removeIf(SimulatedConnection::isSpent);
        connections.add(connection);
    }

    void disturb(boolean loseRequests, boolean loseReplies, long delayMicros) {
        requestsLost = loseRequests;
        repliesLost = loseReplies;
        delay = delayMicros;
        changedAt = time.now();
    }

    /** Ends what was wrong: what is held up goes on, as TCP sends it again. */
    void clear() {
        disturb(false, false, 0);
        List.copyOf(connections).forEach(SimulatedConnection::resume);
    }
}
