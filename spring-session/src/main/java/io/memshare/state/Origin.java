package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The previous id of a session whose id was changed. It links the session to the tombstone under that id, and thereby
 * to every session that came from the same id. Immutable. Ordered by key, then by time.
 *
 * @param key the storage key of the previous id, never the id itself
 * @param at the time of the change
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

    /** Returns the non-null origin, or the smaller of two. */
    static @Nullable Origin merge(@Nullable Origin left, @Nullable Origin right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.compareTo(right) <= 0 ? left : right;
    }
}
