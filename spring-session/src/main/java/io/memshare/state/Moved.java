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
 * The tombstone that changes of a session's id leave under the old one. Requests that change the id at the same time each
 * give it another one; the tombstone names all of them, or the earliest {@value #MOST_SUCCESSORS}. Immutable.
 *
 * @param origin where the session that was here had come from, null if it was created here
 * @param successors the ids under which it goes on: 1 to {@value #MOST_SUCCESSORS}, in ascending order, each key once
 */
public record Moved(@Nullable Origin origin, List<Successor> successors) implements SessionState {

    /** The most successors that a tombstone names. */
    public static final int MOST_SUCCESSORS = 8;

    /**
     * Creates a tombstone.
     *
     * @throws IllegalArgumentException if the successors are too few, too many, out of order, or name a key twice
     */
    public Moved {
        successors = List.copyOf(successors);
        if (!isValid(successors)) {
            throw new IllegalArgumentException("successors are not 1 to " + MOST_SUCCESSORS + " in ascending order");
        }
    }

    /**
     * Returns the tombstone of one change.
     *
     * @param origin where the session had come from, null if it was created here
     * @param at when its id was changed
     * @param successor the key of its new id
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
     * Tells whether the session goes on under a key.
     *
     * @param key the key of a session
     * @return true if it is one of the successors
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
        // The earliest of each key comes first, so a successor that is beaten by enough others stays beaten.
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
