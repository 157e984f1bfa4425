package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session that can be used. Immutable as long as nobody writes to the bytes of its attributes.
 *
 * @param creationMillis when it was created, in milliseconds since the epoch; merged to the smaller one
 * @param maxInactiveSeconds after how many seconds without a request it expires; never if negative
 * @param lastAccessedMillis when it was last asked for, in milliseconds since the epoch; merged to the larger one
 * @param attributes the encoded attributes by name, removed ones included
 * @param origin where a change of id brought it from, null if it was created here
 */
public record Live(
        long creationMillis,
        LwwRegister maxInactiveSeconds,
        long lastAccessedMillis,
        LwwMap attributes,
        @Nullable Origin origin)
        implements SessionState {

    public Live {
        Objects.requireNonNull(maxInactiveSeconds, "maxInactiveSeconds");
        Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Creates a session that was not brought here by a change of id.
     *
     * @param creationMillis when it was created, in milliseconds since the epoch
     * @param maxInactiveSeconds after how many seconds without a request it expires; never if negative
     * @param lastAccessedMillis when it was last asked for, in milliseconds since the epoch
     * @param attributes the encoded attributes by name, removed ones included
     */
    public Live(long creationMillis, LwwRegister maxInactiveSeconds, long lastAccessedMillis, LwwMap attributes) {
        this(creationMillis, maxInactiveSeconds, lastAccessedMillis, attributes, null);
    }

    /**
     * Returns this session as a change of id brings it to a new key.
     *
     * @param newOrigin the key that it leaves, and when
     * @return the same session with that origin
     */
    public Live from(Origin newOrigin) {
        return new Live(creationMillis, maxInactiveSeconds, lastAccessedMillis, attributes, newOrigin);
    }

    /**
     * Returns this session with every write ranked below a change of id, see {@link HybridTimestamp#below}. Written
     * under the old id, it loses against all that the change, or anybody under the new id, wrote.
     *
     * @param change when the id was changed
     * @return this session if all of it is earlier than the change
     */
    public Live below(HybridTimestamp change) {
        LwwRegister interval =
                new LwwRegister(maxInactiveSeconds.timestamp().below(change), maxInactiveSeconds.value());
        Live below = new Live(creationMillis, interval, lastAccessedMillis, attributes.below(change), origin);
        return below.equals(this) ? this : below;
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
                attributes.merge(other.attributes),
                Origin.merge(origin, other.origin));
        return merged.equals(this) ? this : merged;
    }

    @Override
    public HybridTimestamp latest() {
        HybridTimestamp latest = HybridTimestamp.max(maxInactiveSeconds.timestamp(), attributes.latest());
        return origin == null ? latest : HybridTimestamp.max(latest, origin.at());
    }

    @Override
    public boolean isTombstone() {
        return false;
    }
}
