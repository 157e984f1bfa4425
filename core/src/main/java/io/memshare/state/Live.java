package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import java.util.Objects;

/**
 * A session that can be used. Immutable as long as nobody writes to the bytes of its attributes.
 *
 * @param creationMillis when it was created, in milliseconds since the epoch; merged to the smaller one
 * @param maxInactiveSeconds after how many seconds without a request it expires; never if negative
 * @param lastAccessedMillis when it was last asked for, in milliseconds since the epoch; merged to the larger one
 * @param attributes the encoded attributes by name, removed ones included
 */
public record Live(long creationMillis, LwwRegister maxInactiveSeconds, long lastAccessedMillis, LwwMap attributes)
        implements SessionState {

    public Live {
        Objects.requireNonNull(maxInactiveSeconds, "maxInactiveSeconds");
        Objects.requireNonNull(attributes, "attributes");
    }

    @Override
    public SessionState merge(SessionState other) {
        return other instanceof Live live ? merge(live) : Objects.requireNonNull(other, "other");
    }

    private Live merge(Live other) {
        Live merged = new Live(
                Math.min(creationMillis, other.creationMillis),
                maxInactiveSeconds.merge(other.maxInactiveSeconds),
                Math.max(lastAccessedMillis, other.lastAccessedMillis),
                attributes.merge(other.attributes));
        return merged.equals(this) ? this : merged;
    }

    @Override
    public HybridTimestamp latest() {
        return HybridTimestamp.max(maxInactiveSeconds.timestamp(), attributes.latest());
    }

    @Override
    public boolean isTombstone() {
        return false;
    }
}
