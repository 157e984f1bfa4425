package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a change of id brought a session from. It links the session to the tombstone under its previous id, and so to every
 * session that came from the same one. Immutable. Ordered by key, then by time.
 *
 * @param key the storage key of the previous id, never the id
 * @param at when the id was changed
 */
public record Origin(Key key, HybridTimestamp at) implements Comparable<Origin> {

    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::key).thenComparing(Origin::at);

    public Origin {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** Returns the origin that is known; the smaller one of two. */
    static @Nullable Origin merge(@Nullable Origin left, @Nullable Origin right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.compareTo(right) <= 0 ? left : right;
    }
}
