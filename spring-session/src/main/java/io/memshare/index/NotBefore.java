package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import java.util.Objects;

/**
 * The earliest time of a login that counts, for one value of an index. Sessions that got the value before have ended.
 * Immutable.
 *
 * @param all sessions that got the value before this time have ended
 * @param others sessions that got the value before this time have ended, unless they belong to the kept family
 * @param kept the family that {@code others} does not concern; empty for none
 */
public record NotBefore(HybridTimestamp all, HybridTimestamp others, String kept) {

    /** Ends no session. */
    public static final NotBefore NONE = new NotBefore(HybridTimestamp.ZERO, HybridTimestamp.ZERO, "");

    public NotBefore {
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(others, "others");
        Objects.requireNonNull(kept, "kept");
    }

    /**
     * Returns whether a session has ended.
     *
     * @param entry the entry of the session, as its own marker states it
     */
    public boolean ends(IndexEntry entry) {
        boolean kept = entry.family().equals(this.kept);
        return entry.since().compareTo(all) < 0 || (entry.since().compareTo(others) < 0 && !kept);
    }

    HybridTimestamp latest() {
        return HybridTimestamp.max(all, others);
    }
}
