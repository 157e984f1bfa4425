package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
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
 */
public final class Replicas {

    private final List<Replica> nodes;
    private final List<ReplicaState> replicaStates;
    private final List<Channel> connections;
    private final @Nullable Content content;

    /**
     * A state that was read, with the checksum that represents it here. The bytes of some replicas may have another
     * checksum, because they were sealed by another key.
     */
    record Content(int checksum, Object state) {}

    Replicas(
            List<Replica> nodes,
            List<ReplicaState> replicaStates,
            List<Channel> connections,
            @Nullable Content content) {
        if (nodes.size() != replicaStates.size() || nodes.size() != connections.size()) {
            throw new IllegalArgumentException(nodes.size() + " nodes, " + replicaStates.size() + " states, "
                    + connections.size() + " connections");
        }
        this.nodes = List.copyOf(nodes);
        this.replicaStates = List.copyOf(replicaStates);
        this.connections = List.copyOf(connections);
        this.content = content;
    }

    /** Creates replicas without a known state. */
    Replicas(List<Replica> nodes, List<ReplicaState> replicaStates, List<Channel> connections) {
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

    /** Returns the preference list. */
    List<Replica> nodes() {
        return nodes;
    }

    /** Returns the content of each node, in the order of the preference list. */
    List<ReplicaState> replicaStates() {
        return replicaStates;
    }

    /**
     * Returns the connection over which each node reported its content. A write on that condition must use the same
     * connection.
     */
    List<Channel> connections() {
        return connections;
    }

    /** Returns the state that replicas with a certain checksum were seen to hold. */
    @Nullable Content content() {
        return content;
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

    /** Returns the number of replicas. */
    public int size() {
        return nodes.size();
    }

    /**
     * Returns the address of a node.
     *
     * @param index its place in the preference list, from 0
     */
    public NodeAddress address(int index) {
        return nodes.get(index).address();
    }

    /**
     * Compares the copy of a node with a state.
     *
     * @param index the place of the node in the preference list, from 0
     * @param checksum the checksum of the state
     */
    public CopyState compare(int index, int checksum) {
        ReplicaState state = replicaStates.get(index);
        if (state instanceof ReplicaState.Present present) {
            return present.checksum() == checksum ? CopyState.CURRENT : CopyState.OLDER;
        }
        if (state instanceof ReplicaState.Missing) {
            return CopyState.MISSING;
        }
        return state.isUnknown() ? CopyState.UNREACHABLE : CopyState.DAMAGED;
    }

    /**
     * Returns the remaining time to live of the copy of a node.
     *
     * @param index the place of the node in the preference list, from 0
     * @return empty if the node holds no copy
     */
    public Optional<TimeToLive> left(int index) {
        return replicaStates.get(index) instanceof ReplicaState.Present present
                ? Optional.of(TimeToLive.ofSeconds(present.secondsLeft()))
                : Optional.empty();
    }

    /** Returns whether a node holds bytes in a format that this version does not know. */
    public boolean includeUnknownFormat() {
        return replicaStates.contains(ReplicaState.Foreign.FOREIGN);
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
