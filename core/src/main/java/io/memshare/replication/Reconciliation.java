package io.memshare.replication;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Combines the replies of the replicas to a read: which states there are, their merged state, and which values must
 * still be fetched. No I/O and no clock. Safe for use by several threads: the replies of a write are taken by the
 * threads that they arrive on, or by the writing thread if they are there already.
 *
 * @param <S> the state
 */
final class Reconciliation<S> {

    private final RecordType<S> type;
    private final Key key;
    private final List<Replica> nodes;
    private final List<Channel> connections;
    private final ReplicationListener listener;
    private final List<ReplicaState> replicaStates;
    private final Map<Integer, S> states = new HashMap<>(4);
    private final Set<Integer> unreadable = new HashSet<>(0);
    private final Set<Integer> outdated = new HashSet<>(0);
    private final Set<S> tombstones = new HashSet<>(0);
    private @Nullable S folded;

    Reconciliation(
            RecordType<S> type, Key key, List<Replica> nodes, List<Channel> connections, ReplicationListener listener) {
        this.type = type;
        this.key = key;
        this.nodes = nodes;
        this.connections = connections;
        this.listener = listener;
        this.replicaStates = new ArrayList<>(Collections.nCopies(nodes.size(), ReplicaState.Unreachable.UNREACHABLE));
    }

    /**
     * Adds a reply, replacing any earlier reply of the same replica.
     *
     * @param index the replica
     * @param reply its reply to a {@link io.memshare.node.Request.Get}
     */
    synchronized void take(int index, Reply reply) {
        if (reply instanceof Reply.Hit hit) {
            replicaStates.set(index, hit.value() == null ? present(hit) : opened(index, hit, hit.value()));
        } else if (reply instanceof Reply.Miss) {
            replicaStates.set(index, ReplicaState.Missing.MISSING);
        } else if (reply.isLocalRefusal()) {
            replicaStates.set(index, ReplicaState.Unread.UNREAD);
        } else {
            replicaStates.set(index, ReplicaState.Unreachable.UNREACHABLE);
        }
    }

    private static ReplicaState present(Reply.Hit hit) {
        return new ReplicaState.Present(hit.token(), hit.checksum(), hit.secondsLeft());
    }

    private ReplicaState opened(int index, Reply.Hit hit, byte[] value) {
        if (Checksum.of(value) != hit.checksum()) {
            listener.unreadable(nodes.get(index).address(), key, "the checksum is wrong");
            return new ReplicaState.Damaged(hit.token());
        }
        if (states.containsKey(hit.checksum())) {
            return present(hit);
        }
        try {
            states.put(hit.checksum(), type.decode(key, value));
            if (!type.isCurrent(value)) {
                outdated.add(hit.checksum());
            }
            return present(hit);
        } catch (MalformedRecordException ex) {
            unreadable.add(hit.checksum());
            listener.unreadable(nodes.get(index).address(), key, String.valueOf(ex.getMessage()));
            return ex.isUnknownFormat() ? ReplicaState.Foreign.FOREIGN : new ReplicaState.Damaged(hit.token());
        }
    }

    /**
     * Returns the replicas whose values must be fetched: the first replica of each unknown checksum. If bytes with a
     * checksum could not be read on another replica, all replicas with that checksum are fetched, because several may
     * hold the same unreadable bytes.
     *
     * @param all whether to fetch all replicas with an unknown checksum, because the record is being changed
     */
    synchronized List<Integer> wanted(boolean all) {
        List<Integer> wanted = new ArrayList<>(0);
        List<Integer> checksums = new ArrayList<>(0);
        for (int i = 0; i < replicaStates.size(); i++) {
            if (replicaStates.get(i) instanceof ReplicaState.Present present
                    && !states.containsKey(present.checksum())
                    && (all || unreadable.contains(present.checksum()) || !checksums.contains(present.checksum()))) {
                checksums.add(present.checksum());
                wanted.add(i);
            }
        }
        return wanted;
    }

    /** Gives up values that could not be fetched. */
    synchronized void forgetWanted() {
        for (int i = 0; i < replicaStates.size(); i++) {
            if (replicaStates.get(i) instanceof ReplicaState.Present present
                    && !states.containsKey(present.checksum())) {
                replicaStates.set(i, ReplicaState.Unreachable.UNREACHABLE);
            }
        }
    }

    /** Returns the merged state of all replicas, or null if none of them holds a state. */
    synchronized @Nullable S merged() {
        S merged = null;
        for (ReplicaState replicaState : replicaStates) {
            S state = state(replicaState);
            if (state != null) {
                merged = merged == null ? state : type.merge(merged, state);
            }
        }
        return merged;
    }

    /**
     * Folds the live states that no replica holds any more into a single state, which bounds memory while many writers
     * change the record. Tombstones are kept individually, because each may have different successors.
     */
    synchronized void fold() {
        if (states.size() <= 2 * nodes.size()) {
            return;
        }
        Set<Integer> held = new HashSet<>();
        for (ReplicaState replicaState : replicaStates) {
            if (replicaState instanceof ReplicaState.Present present) {
                held.add(present.checksum());
            }
        }
        for (Integer checksum : List.copyOf(states.keySet())) {
            if (!held.contains(checksum)) {
                fold(Objects.requireNonNull(states.remove(checksum)));
                outdated.remove(checksum);
            }
        }
    }

    private void fold(S state) {
        if (type.isTombstone(state)) {
            tombstones.add(state);
        } else {
            S before = folded;
            folded = before == null ? state : type.merge(before, state);
        }
    }

    /** Returns all states that were read; live states that no replica holds any more may be merged. */
    synchronized Collection<S> states() {
        List<S> all = new ArrayList<>(states.values());
        all.addAll(tombstones);
        if (folded != null) {
            all.add(folded);
        }
        return List.copyOf(all);
    }

    /** Returns the state of a replica, or null if it holds no known state. */
    synchronized @Nullable S state(int index) {
        return state(replicaStates.get(index));
    }

    private @Nullable S state(ReplicaState replicaState) {
        return replicaState instanceof ReplicaState.Present present ? states.get(present.checksum()) : null;
    }

    /** Returns whether a replica is known to hold a state in bytes that need not be replaced. */
    synchronized boolean holds(int index, S state) {
        return replicaStates.get(index) instanceof ReplicaState.Present present
                && state.equals(states.get(present.checksum()))
                && !outdated.contains(present.checksum());
    }

    /** Returns the reply of a replica about its copy, compared with the merged state of all copies. */
    synchronized MajorityRule.Answer answer(int index, @Nullable S merged) {
        ReplicaState replicaState = replicaStates.get(index);
        if (replicaState instanceof ReplicaState.Present) {
            return merged != null && merged.equals(state(replicaState))
                    ? MajorityRule.Answer.MERGED
                    : MajorityRule.Answer.LESS;
        }
        if (replicaState instanceof ReplicaState.Missing) {
            return MajorityRule.Answer.LESS;
        }
        if (replicaState instanceof ReplicaState.Damaged) {
            return MajorityRule.Answer.DAMAGED;
        }
        return replicaState instanceof ReplicaState.Foreign ? MajorityRule.Answer.FOREIGN : MajorityRule.Answer.SILENT;
    }

    /** Returns the checksum under which a replica holds the merged state, or would hold it. */
    synchronized int checksum(S merged) {
        for (int i = 0; i < replicaStates.size(); i++) {
            if (replicaStates.get(i) instanceof ReplicaState.Present present && holds(i, merged)) {
                return present.checksum();
            }
        }
        return Checksum.of(type.encode(key, merged));
    }

    /**
     * Returns how long the record was not touched, computed from the elapsed times to live of its replicas; -1 if
     * unknown.
     */
    synchronized long idleSeconds() {
        RecordRetention<S> retention = new RecordRetention<>(type);
        long idle = -1;
        for (ReplicaState replicaState : replicaStates) {
            S state = state(replicaState);
            if (state != null && replicaState instanceof ReplicaState.Present present) {
                idle = RecordRetention.shorterIdle(idle, retention.idleSeconds(state, present.secondsLeft()));
            }
        }
        return idle;
    }

    synchronized ReplicaState stateOf(int index) {
        return replicaStates.get(index);
    }

    synchronized void set(int index, ReplicaState replicaState) {
        replicaStates.set(index, replicaState);
    }

    synchronized Replicas replicas() {
        return new Replicas(nodes, replicaStates, connections);
    }

    /**
     * Returns the content of each replica, with all encodings of a given state counted as equal: replicas that were
     * sealed by different keys agree.
     *
     * @param checksum the checksum that represents the state
     */
    synchronized Replicas replicas(S state, int checksum) {
        List<ReplicaState> alike = new ArrayList<>(replicaStates);
        for (int i = 0; i < alike.size(); i++) {
            if (alike.get(i) instanceof ReplicaState.Present present
                    && present.checksum() != checksum
                    && holds(i, state)) {
                alike.set(i, new ReplicaState.Present(present.token(), checksum, present.secondsLeft()));
            }
        }
        return new Replicas(nodes, alike, connections, new Replicas.Content(checksum, state));
    }
}
