package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Replica;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The known content of the nodes of a key's preference list at a point in time. Immutable.
 *
 * @param nodes the preference list
 * @param replicaStates the content of each node, in the same order
 * @param connections the connection over which each node reported its content; a write on that condition must use the
 *     same connection
 * @param content the state that replicas with a certain checksum were seen to hold, or null
 */
public record Replicas(
        List<Replica> nodes,
        List<ReplicaState> replicaStates,
        List<Channel> connections,
        @Nullable Content content) {

    /**
     * A state that was read, with the checksum that represents it here. The bytes of some replicas may have another
     * checksum, because they were sealed by another key.
     */
    record Content(int checksum, Object state) {}

    public Replicas {
        if (nodes.size() != replicaStates.size() || nodes.size() != connections.size()) {
            throw new IllegalArgumentException(nodes.size() + " nodes, " + replicaStates.size() + " states, "
                    + connections.size() + " connections");
        }
        nodes = List.copyOf(nodes);
        replicaStates = List.copyOf(replicaStates);
        connections = List.copyOf(connections);
    }

    /** Creates replicas without a known state. */
    public Replicas(List<Replica> nodes, List<ReplicaState> replicaStates, List<Channel> connections) {
        this(nodes, replicaStates, connections, null);
    }

    /**
     * Returns the same content on other nodes, which hold the record according to a changed list. The content of nodes
     * that are new is unknown.
     */
    Replicas on(List<Replica> others) {
        if (others.equals(nodes)) {
            return this;
        }
        List<ReplicaState> states = new ArrayList<>(others.size());
        List<Channel> reached = new ArrayList<>(others.size());
        for (Replica node : others) {
            int index = nodes.indexOf(node);
            states.add(index < 0 ? ReplicaState.Unread.UNREAD : replicaStates.get(index));
            reached.add(index < 0 ? node.connection() : connections.get(index));
        }
        return new Replicas(others, states, reached, content);
    }

    /** Returns replicas of which nothing is known. */
    static Replicas unread(List<Replica> nodes) {
        return all(nodes, ReplicaState.Unread.UNREAD);
    }

    /** Returns replicas that are all in the same state, over the current connections of the nodes. */
    static Replicas all(List<Replica> nodes, ReplicaState state) {
        return new Replicas(
                nodes,
                Collections.nCopies(nodes.size(), state),
                nodes.stream().map(Replica::connection).toList());
    }

    /** Returns a copy with other states. */
    Replicas with(List<ReplicaState> others) {
        return new Replicas(nodes, others, connections, content);
    }

    /** Returns whether this server has room for more requests to all of the nodes. */
    boolean haveRoom() {
        return nodes.stream().allMatch(Replica::hasRoom);
    }

    /** Returns whether replicas with a checksum are known to hold a state. */
    boolean hold(int checksum, Object state) {
        return content != null
                && content.checksum() == checksum
                && content.state().equals(state);
    }

    /**
     * Returns the remaining time to live of the copy that is kept longest.
     *
     * @return empty if no node holds a copy
     */
    public Optional<TimeToLive> longestLeft() {
        return longestLeft(present -> true);
    }

    /** Returns the remaining time to live of the copy with a checksum that is kept longest; empty if there is none. */
    Optional<TimeToLive> longestLeft(int checksum) {
        return longestLeft(present -> present.checksum() == checksum);
    }

    private Optional<TimeToLive> longestLeft(Predicate<ReplicaState.Present> counted) {
        return replicaStates.stream()
                .filter(ReplicaState.Present.class::isInstance)
                .map(ReplicaState.Present.class::cast)
                .filter(counted)
                .map(present -> TimeToLive.ofSeconds(present.secondsLeft()))
                .reduce(TimeToLive::max);
    }

    /** Returns whether every node that answered holds bytes with the given checksum. */
    public boolean agreeOn(int checksum) {
        for (ReplicaState replicaState : replicaStates) {
            boolean agrees = replicaState instanceof ReplicaState.Present present && present.checksum() == checksum;
            if (!agrees && !replicaState.isUnknown()) {
                return false;
            }
        }
        return true;
    }
}
