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
 * still be fetched. No I/O and no clock. Confined to a single thread at a time.
 *
 * @param <S> the state
 */
final class Reconciliation<S> {

    private final RecordType<S> type;
    private final Key key;
    private final List<Replica> nodes;
    private final List<Channel> connections;
    private final ReplicationListener listener;
    private final List<Holding> holdings;
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
        this.holdings = new ArrayList<>(Collections.nCopies(nodes.size(), Holding.Unreachable.UNREACHABLE));
    }

    /**
     * Adds a reply, replacing any earlier reply of the same replica.
     *
     * @param index the replica
     * @param reply its reply to a {@link io.memshare.node.Request.Get}
     */
    void take(int index, Reply reply) {
        if (reply instanceof Reply.Hit hit) {
            holdings.set(index, hit.value() == null ? present(hit) : opened(index, hit, hit.value()));
        } else if (reply instanceof Reply.Miss) {
            holdings.set(index, Holding.Missing.MISSING);
        } else {
            holdings.set(index, Holding.Unreachable.UNREACHABLE);
        }
    }

    private static Holding present(Reply.Hit hit) {
        return new Holding.Present(hit.token(), hit.checksum(), hit.secondsLeft());
    }

    private Holding opened(int index, Reply.Hit hit, byte[] value) {
        if (Checksum.of(value) != hit.checksum()) {
            listener.unreadable(nodes.get(index).address(), key, "the checksum is wrong");
            return new Holding.Damaged(hit.token());
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
            return ex.isUnknownFormat() ? Holding.Foreign.FOREIGN : new Holding.Damaged(hit.token());
        }
    }

    /**
     * Returns the replicas whose values must be fetched: the first replica of each unknown checksum. If bytes with a
     * checksum could not be read on another replica, all replicas with that checksum are fetched, because several may
     * hold the same unreadable bytes.
     *
     * @param all whether to fetch all replicas with an unknown checksum, because the record is being changed
     */
    List<Integer> wanted(boolean all) {
        List<Integer> wanted = new ArrayList<>(0);
        List<Integer> checksums = new ArrayList<>(0);
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i) instanceof Holding.Present present
                    && !states.containsKey(present.checksum())
                    && (all || unreadable.contains(present.checksum()) || !checksums.contains(present.checksum()))) {
                checksums.add(present.checksum());
                wanted.add(i);
            }
        }
        return wanted;
    }

    /** Gives up values that could not be fetched. */
    void forgetWanted() {
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i) instanceof Holding.Present present && !states.containsKey(present.checksum())) {
                holdings.set(i, Holding.Unreachable.UNREACHABLE);
            }
        }
    }

    /** Returns the merged state of all replicas, or null if none of them holds a state. */
    @Nullable S merged() {
        S merged = null;
        for (Holding holding : holdings) {
            S state = state(holding);
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
    void fold() {
        if (states.size() <= 2 * nodes.size()) {
            return;
        }
        Set<Integer> held = new HashSet<>();
        for (Holding holding : holdings) {
            if (holding instanceof Holding.Present present) {
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
    Collection<S> states() {
        List<S> all = new ArrayList<>(states.values());
        all.addAll(tombstones);
        if (folded != null) {
            all.add(folded);
        }
        return List.copyOf(all);
    }

    /** Returns the state of a replica, or null if it holds no known state. */
    @Nullable S state(int index) {
        return state(holdings.get(index));
    }

    private @Nullable S state(Holding holding) {
        return holding instanceof Holding.Present present ? states.get(present.checksum()) : null;
    }

    /** Returns whether a replica is known to hold a state in bytes that need not be replaced. */
    boolean holds(int index, S state) {
        return holdings.get(index) instanceof Holding.Present present
                && state.equals(states.get(present.checksum()))
                && !outdated.contains(present.checksum());
    }

    /** Returns the reply of a replica about its copy, compared with the merged state of all copies. */
    MajorityRule.Answer answer(int index, @Nullable S merged) {
        Holding holding = holdings.get(index);
        if (holding instanceof Holding.Present) {
            return merged != null && merged.equals(state(holding))
                    ? MajorityRule.Answer.MERGED
                    : MajorityRule.Answer.LESS;
        }
        if (holding instanceof Holding.Missing) {
            return MajorityRule.Answer.LESS;
        }
        if (holding instanceof Holding.Damaged) {
            return MajorityRule.Answer.DAMAGED;
        }
        return holding instanceof Holding.Foreign ? MajorityRule.Answer.FOREIGN : MajorityRule.Answer.SILENT;
    }

    /** Returns the checksum under which a replica holds the merged state, or would hold it. */
    int checksum(S merged) {
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i) instanceof Holding.Present present && holds(i, merged)) {
                return present.checksum();
            }
        }
        return Checksum.of(type.encode(key, merged));
    }

    /**
     * Returns how long the record was not touched, computed from the elapsed times to live of its replicas; -1 if
     * unknown.
     */
    long idleSeconds() {
        long idle = -1;
        for (Holding holding : holdings) {
            S state = state(holding);
            if (state != null && holding instanceof Holding.Present present && present.secondsLeft() != Reply.FOREVER) {
                long whole = type.timeToLive(state).seconds();
                long lost = Math.max(0, whole - present.secondsLeft());
                idle = idle < 0 ? lost : Math.min(idle, lost);
            }
        }
        return idle;
    }

    Holding holding(int index) {
        return holdings.get(index);
    }

    void set(int index, Holding holding) {
        holdings.set(index, holding);
    }

    Replicas replicas() {
        return new Replicas(nodes, holdings, connections);
    }

    /**
     * Returns the content of each replica, with all encodings of a given state counted as equal: replicas that were
     * sealed by different keys agree.
     *
     * @param checksum the checksum that represents the state
     */
    Replicas replicas(S state, int checksum) {
        List<Holding> alike = new ArrayList<>(holdings);
        for (int i = 0; i < alike.size(); i++) {
            if (alike.get(i) instanceof Holding.Present present && present.checksum() != checksum && holds(i, state)) {
                alike.set(i, new Holding.Present(present.token(), checksum, present.secondsLeft()));
            }
        }
        return new Replicas(nodes, alike, connections, new Replicas.Content(checksum, state));
    }
}
