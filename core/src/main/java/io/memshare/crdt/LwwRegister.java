package io.memshare.crdt;

import java.util.Objects;

/**
 * A number for which the last write wins. Immutable.
 *
 * @param timestamp the time of the write
 * @param value the value; any number
 */
public record LwwRegister(HybridTimestamp timestamp, long value) {

    public LwwRegister {
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /**
     * Returns the later of two writes, or the larger value if their timestamps are equal.
     *
     * @param other the other write
     * @return this register if the other adds nothing to it, otherwise the other register
     */
    public LwwRegister merge(LwwRegister other) {
        int order = timestamp.compareTo(other.timestamp);
        return order > 0 || (order == 0 && value >= other.value) ? this : other;
    }
}
