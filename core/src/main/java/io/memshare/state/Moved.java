package io.memshare.state;

import io.memshare.crdt.CodePointOrder;
import io.memshare.crdt.HybridTimestamp;
import java.util.Objects;

/**
 * What a change of the session's id leaves under the old one. Of two changes the first one wins, that is, the one with
 * the smaller timestamp; of two with the same timestamp the one whose successor is smaller in {@link CodePointOrder}.
 * Immutable.
 *
 * @param at when the id was changed
 * @param successor the storage key of the new id, never the id
 */
public record Moved(HybridTimestamp at, String successor) implements SessionState {

    public Moved {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(successor, "successor");
    }

    @Override
    public SessionState merge(SessionState other) {
        Objects.requireNonNull(other, "other");
        if (other instanceof Live) {
            return this;
        }
        return other instanceof Moved moved && isNotAfter(moved) ? this : other;
    }

    private boolean isNotAfter(Moved other) {
        int order = at.compareTo(other.at);
        return order < 0 || (order == 0 && CodePointOrder.INSTANCE.compare(successor, other.successor) <= 0);
    }

    @Override
    public HybridTimestamp latest() {
        return at;
    }

    @Override
    public boolean isTombstone() {
        return true;
    }
}
