package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import java.util.Objects;

/** The tombstone of an invalidated session. It absorbs every other state and has no content. */
public enum Deleted implements SessionState {

    /** The only instance. */
    INSTANCE;

    @Override
    public SessionState merge(SessionState other) {
        Objects.requireNonNull(other, "other");
        return this;
    }

    @Override
    public HybridTimestamp latest() {
        return HybridTimestamp.ZERO;
    }

    @Override
    public boolean isTombstone() {
        return true;
    }

    @Override
    public String toString() {
        return "Deleted";
    }
}
