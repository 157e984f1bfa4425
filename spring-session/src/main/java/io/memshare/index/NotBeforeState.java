package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.replication.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A slice of the not-before times of an application, or the directory of the slices. Immutable.
 *
 * @param lifetimeSeconds how long a node keeps the record after it was written, at least 1; {@link Long#MAX_VALUE} for
 *     unlimited; merging keeps the larger value
 * @param entries the encoded {@linkplain Until ends} by name
 */
record NotBeforeState(long lifetimeSeconds, LwwMap entries) {

    /** The type of these records: an entry is dropped after its end. */
    static final RecordType<NotBeforeState> TYPE = new EntriesRecordType<>(
            "not-before", new NotBeforeStateCodec(), NotBeforeState::merge, NotBeforeState::lifetimeSeconds);

    /** The state without entries. */
    static final NotBeforeState EMPTY = new NotBeforeState(1, LwwMap.EMPTY);

    NotBeforeState {
        Objects.requireNonNull(entries, "entries");
        if (lifetimeSeconds < 1) {
            throw new IllegalArgumentException("a lifetime of " + lifetimeSeconds + " s is shorter than a second");
        }
    }

    /**
     * The value of an entry, whose time is that of the entry.
     *
     * @param endSeconds until when a session that has ended by this entry may still be stored, in seconds since 1970;
     *     {@link Long#MAX_VALUE} for ever
     * @param kept the family that has not ended; empty for none
     */
    record Until(long endSeconds, String kept) {

        byte[] bytes() {
            return RecordSink.collect(sink -> {
                sink.putVarint(endSeconds);
                sink.putText(kept);
            });
        }

        static Until of(byte[] bytes) throws MalformedRecordException {
            RecordReader reader = new RecordReader(bytes);
            Until until = new Until(reader.readVarint(), reader.readText());
            reader.readEnd();
            return until;
        }
    }

    /** Returns the least upper bound of both states; commutative, associative and idempotent. */
    NotBeforeState merge(NotBeforeState other) {
        NotBeforeState merged =
                new NotBeforeState(Math.max(lifetimeSeconds, other.lifetimeSeconds), entries.merge(other.entries));
        return merged.equals(this) ? this : merged;
    }

    /** Returns this state with an additional entry. */
    NotBeforeState with(String name, HybridTimestamp at, Until until, long lifetime) {
        LwwMap more = entries.with(Map.of(name, new LwwMap.Entry(at, until.bytes())));
        return new NotBeforeState(Math.max(lifetimeSeconds, lifetime), more);
    }

    /** Returns this state without entries whose sessions are no longer stored. */
    NotBeforeState after(long epochSeconds) {
        List<String> kept = new ArrayList<>(entries.names());
        if (!kept.removeIf(name -> until(name).endSeconds() < epochSeconds)) {
            return this;
        }
        LwwMap.Builder map = LwwMap.builder(kept.size());
        kept.forEach(name -> map.append(name, Objects.requireNonNull(entries.get(name))));
        return new NotBeforeState(lifetimeSeconds, map.build());
    }

    /** Returns the time of an entry, {@link HybridTimestamp#ZERO} if there is none. */
    HybridTimestamp at(String name) {
        LwwMap.Entry entry = entries.get(name);
        return entry == null ? HybridTimestamp.ZERO : entry.timestamp();
    }

    /** Returns the value of an entry, which must exist. */
    Until until(String name) {
        try {
            return Until.of(Objects.requireNonNull(entries.value(name)));
        } catch (MalformedRecordException ex) {
            throw new IllegalStateException("entries are checked when a record is decoded", ex);
        }
    }
}
