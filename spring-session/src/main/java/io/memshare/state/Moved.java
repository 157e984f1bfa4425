package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tombstone left under the old id of a session whose id was changed. Concurrent requests that change the id each
 * assign a different new id; the tombstone names all of them, or the earliest {@value #MOST_SUCCESSORS}. Immutable.
 *
 * @param origin the origin of the session, null if it was created under this id
 * @param successors the new ids of the session: 1 to {@value #MOST_SUCCESSORS} with distinct keys, in ascending order
 */
public record Moved(@Nullable Origin origin, List<Successor> successors) implements SessionState {

    /** The maximum number of successors in a tombstone. */
    public static final int MOST_SUCCESSORS = 8;

    /**
     * Creates a tombstone.
     *
     * @throws IllegalArgumentException if there are too few or too many successors, they are out of order, or have
     *     equal keys
     */
    public Moved {
        successors = List.copyOf(successors);
        if (!isValid(successors)) {
            throw new IllegalArgumentException("successors are not 1 to " + MOST_SUCCESSORS + " in ascending order");
        }
    }

    /**
     * Returns the tombstone of a single change of id.
     *
     * @param origin the origin of the session, null if it was created under this id
     * @param at the time of the change
     * @param successor the key of the new id
     */
    public static Moved to(@Nullable Origin origin, HybridTimestamp at, Key successor) {
        return new Moved(origin, List.of(new Successor(at, successor)));
    }

    static boolean isValid(List<Successor> successors) {
        Set<Key> keys = new HashSet<>();
        for (int i = 0; i < successors.size(); i++) {
            boolean ordered = i == 0 || successors.get(i - 1).compareTo(successors.get(i)) < 0;
            if (!ordered || !keys.add(successors.get(i).key())) {
                return false;
            }
        }
        return !successors.isEmpty() && successors.size() <= MOST_SUCCESSORS;
    }

    /**
     * Returns whether a key belongs to a successor of the session.
     *
     * @param key the key of a session
     * @return true if a successor has this key
     */
    public boolean leadsTo(Key key) {
        return successors.stream().anyMatch(successor -> successor.key().equals(key));
    }

    @Override
    public SessionState merge(SessionState other) {
        Objects.requireNonNull(other, "other");
        if (other instanceof Live) {
            return this;
        }
        return other instanceof Moved moved ? merge(moved) : other;
    }

    private Moved merge(Moved other) {
        Set<Key> keys = new HashSet<>();
        // For each key, the earliest successor comes first, so a successor superseded by enough others stays
        // superseded.
        List<Successor> earliest = Stream.concat(successors.stream(), other.successors.stream())
                .sorted()
                .filter(successor -> keys.add(successor.key()))
                .limit(MOST_SUCCESSORS)
                .toList();
        Moved merged = new Moved(Origin.merge(origin, other.origin), earliest);
        return merged.equals(this) ? this : merged;
    }

    @Override
    public HybridTimestamp latest() {
        return successors.get(successors.size() - 1).at();
    }

    @Override
    public boolean isTombstone() {
        return true;
    }
}
