package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.replication.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The sessions that have a value, by the names of their records. The session itself decides whether it has the value:
 * an entry may refer to a session that no longer exists or has another value by now, and does no harm. Immutable.
 *
 * @param lifetimeSeconds how long a node keeps the record after it was written, at least 1; {@link Long#MAX_VALUE} for
 *     unlimited; merging keeps the larger value
 * @param entries the encoded entries by the names of the sessions
 */
record IndexState(long lifetimeSeconds, LwwMap entries) {

    /** The name of the removal whose time is that of the last end of all sessions; no session has it. */
    private static final String ENDED = "_".repeat(43);

    /** Longer than an entry counts that leads to no session. */
    private static final long REMOVALS_KEPT_MILLIS = Duration.ofMinutes(10).toMillis();

    /** The type of these records: an index without sessions is dropped after its lifetime. */
    static final RecordType<IndexState> TYPE =
            new EntriesRecordType<>("index", new IndexStateCodec(), IndexState::merge, IndexState::lifetimeSeconds);

    /** The state without sessions. */
    static final IndexState EMPTY = new IndexState(1, LwwMap.EMPTY);

    IndexState {
        Objects.requireNonNull(entries, "entries");
        if (lifetimeSeconds < 1) {
            throw new IllegalArgumentException("a lifetime of " + lifetimeSeconds + " s is shorter than a second");
        }
    }

    /** Returns the least upper bound of both states; commutative, associative and idempotent. */
    IndexState merge(IndexState other) {
        IndexState merged =
                new IndexState(Math.max(lifetimeSeconds, other.lifetimeSeconds), entries.merge(other.entries));
        return merged.equals(this) ? this : merged;
    }

    /** Returns this record with an additional session. */
    IndexState with(String session, IndexEntry entry, HybridTimestamp at, long lifetime) {
        LwwMap more = entries.with(Map.of(session, new LwwMap.Entry(at, entry.bytes())));
        return new IndexState(Math.max(lifetimeSeconds, lifetime), more);
    }

    /**
     * Returns this record without the given sessions. A stale copy may bring their entries back, which then refer to no
     * session.
     */
    IndexState without(Set<String> sessions) {
        List<String> kept = new ArrayList<>(entries.names());
        boolean dropped = kept.removeIf(sessions::contains);
        return dropped ? new IndexState(lifetimeSeconds, only(kept)) : this;
    }

    private LwwMap only(List<String> names) {
        LwwMap.Builder map = LwwMap.builder(names.size());
        names.forEach(name -> map.append(name, Objects.requireNonNull(entries.get(name))));
        LwwMap.Entry ended = entries.get(ENDED);
        return ended == null ? map.build() : map.build().with(Map.of(ENDED, ended));
    }

    /**
     * Returns this record with the time at which all sessions ended. It is the time of a removal, so that
     * {@link LwwMap#latest} includes it.
     */
    IndexState endedAt(HybridTimestamp at, long lifetime) {
        LwwMap more = entries.with(Map.of(ENDED, new LwwMap.Entry(at, null)));
        return new IndexState(Math.max(lifetimeSeconds, lifetime), more);
    }

    /** Returns this record with the removal of a session, which no stale copy brings back. */
    IndexState withRemoval(String session, HybridTimestamp at) {
        LwwMap.Entry ended = entries.get(ENDED);
        LwwMap recent = entries.withoutRemovalsBefore(at.millis() - REMOVALS_KEPT_MILLIS)
                .with(Map.of(session, new LwwMap.Entry(at, null)));
        return new IndexState(lifetimeSeconds, ended == null ? recent : recent.with(Map.of(ENDED, ended)));
    }

    /** Returns this record without expired entries. */
    IndexState after(long epochSeconds) {
        Map<String, IndexEntry> past = decoded();
        past.values().removeIf(entry -> entry.endSeconds() >= epochSeconds);
        return without(past.keySet());
    }

    /** Returns the entries by the names of the sessions. */
    Map<String, IndexEntry> decoded() {
        Map<String, IndexEntry> decoded = new LinkedHashMap<>();
        for (String name : entries.names()) {
            try {
                decoded.put(name, IndexEntry.of(Objects.requireNonNull(entries.value(name))));
            } catch (MalformedRecordException ex) {
                throw new IllegalStateException("entries are checked when a record is decoded", ex);
            }
        }
        return decoded;
    }
}
