package io.memshare.state;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session in use. Immutable provided that the bytes of its attributes are not modified.
 *
 * @param creationMillis the creation time in milliseconds since the epoch; merging keeps the smaller value
 * @param maxInactiveSeconds the number of seconds without a request after which it expires; negative for never
 * @param lastAccessedMillis the last access time in milliseconds since the epoch; merging keeps the larger value
 * @param attributes the encoded attributes by name, including removed attributes
 * @param origin the origin if the session came from another id, null if it was created under this id
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
     * Creates a session without an origin.
     *
     * @param creationMillis the creation time in milliseconds since the epoch
     * @param maxInactiveSeconds the number of seconds without a request after which it expires; negative for never
     * @param lastAccessedMillis the last access time in milliseconds since the epoch
     * @param attributes the encoded attributes by name, including removed attributes
     */
    public Live(long creationMillis, LwwRegister maxInactiveSeconds, long lastAccessedMillis, LwwMap attributes) {
        this(creationMillis, maxInactiveSeconds, lastAccessedMillis, attributes, null);
    }

    /**
     * Returns this session in the form in which a change of id stores it under the new key.
     *
     * @param newOrigin the previous key, and the time of the change
     * @return the same session with that origin
     */
    public Live from(Origin newOrigin) {
        return new Live(creationMillis, maxInactiveSeconds, lastAccessedMillis, attributes, newOrigin);
    }

    /**
     * Returns this session with every write ranked below a change of id, see {@link HybridTimestamp#below}. Writes
     * under the old id then lose against all writes of the change itself and under the new id.
     *
     * @param change the timestamp of the change of id
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
