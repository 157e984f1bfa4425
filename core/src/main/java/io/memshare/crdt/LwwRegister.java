package io.memshare.crdt;

import java.util.Objects;

/**
 * A number of which the last write wins. Immutable.
 *
 * @param timestamp when the value was written
 * @param value the value; any number
 */
public record LwwRegister(HybridTimestamp timestamp, long value) {

    public LwwRegister {
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /**
     * Returns the later one of two writes; the larger value if both bear the same timestamp.
     *
     * @param other the other write
     * @return this register if the other one adds nothing to it, otherwise the other one
     */
    public LwwRegister merge(LwwRegister other) {
        int order = timestamp.compareTo(other.timestamp);
        return order > 0 || (order == 0 && value >= other.value) ? this : other;
    }
}
