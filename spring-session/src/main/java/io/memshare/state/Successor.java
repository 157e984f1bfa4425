package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.Comparator;
import java.util.Objects;

/**
 * A new id of a session whose id was changed. Immutable. Ordered by time, then by key.
 *
 * @param at the time of the change
 * @param key the storage key of the new id, never the id itself
 */
public record Successor(HybridTimestamp at, Key key) implements Comparable<Successor> {

    private static final Comparator<Successor> ORDER =
            Comparator.comparing(Successor::at).thenComparing(Successor::key);

    public Successor {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public int compareTo(Successor other) {
        return ORDER.compare(this, other);
    }
}
