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
 * What the replies of the replicas to a read say together: which states there are, what they merge to, and which values are
 * still to be fetched. No I/O and no clock in here. For one thread at a time.
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
     * Takes a reply into account, in place of any earlier one of the same replica.
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
     * Returns the replicas whose values are to be fetched: the first one of each checksum that is not known yet. All of a
     * checksum whose bytes could not be read on another replica, as many replicas may hold the same unreadable bytes.
     *
     * @param all whether all replicas are wanted whose checksum is not known: the record is being changed
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

    /** Returns the merged state of all replicas, or null if none holds one. */
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
     * Folds the living states that no replica holds any more into one, so that memory is bounded while many writers change the
     * record. Tombstones are kept singly, as each may lead elsewhere.
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

    /** Returns all states that were read; living ones that no replica holds any more may be merged. */
    Collection<S> states() {
        List<S> all = new ArrayList<>(states.values());
        all.addAll(tombstones);
        if (folded != null) {
            all.add(folded);
        }
        return List.copyOf(all);
    }

    /** Returns the state of one replica, or null if it holds none that is known. */
    @Nullable S state(int index) {
        return state(holdings.get(index));
    }

    private @Nullable S state(Holding holding) {
        return holding instanceof Holding.Present present ? states.get(present.checksum()) : null;
    }

    /** Returns whether a replica is known to hold a state, in bytes that may stay as they are. */
    boolean holds(int index, S state) {
        return holdings.get(index) instanceof Holding.Present present
                && state.equals(states.get(present.checksum()))
                && !outdated.contains(present.checksum());
    }

    /** Returns what a replica says of its copy, held against what all copies merge to. */
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

    /** Returns the checksum of a merged state as a replica holds it, or would. */
    int checksum(S merged) {
        for (int i = 0; i < holdings.size(); i++) {
            if (holdings.get(i) instanceof Holding.Present present && holds(i, merged)) {
                return present.checksum();
            }
        }
        return Checksum.of(type.encode(key, merged));
    }

    /** Returns for how long the record was not touched, by what its replicas' times to live have lost; -1 if unknown. */
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
     * Returns what each replica holds when all bytes of one state count as the same: replicas that were sealed by different
     * keys agree.
     *
     * @param checksum the checksum that stands for the state
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
