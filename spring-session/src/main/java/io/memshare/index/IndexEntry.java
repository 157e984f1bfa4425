package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import java.util.Comparator;
import java.util.Objects;

/**
 * The entry of a session in an index record. Immutable. Ordered by the time at which the session got the value, then by
 * family.
 *
 * @param since when the session got the value, for example its login
 * @param endSeconds the end of the entry's validity in seconds since 1970, {@link Long#MAX_VALUE} for unlimited. A
 *     session in use is entered again before
 * @param family the beginning of the name of the first session from which changes of id have made this session.
 *     Sessions of the same family belong to the same browser
 */
public record IndexEntry(HybridTimestamp since, long endSeconds, String family) implements Comparable<IndexEntry> {

    private static final Comparator<IndexEntry> ORDER =
            Comparator.comparing(IndexEntry::since).thenComparing(IndexEntry::family);

    public IndexEntry {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(family, "family");
    }

    @Override
    public int compareTo(IndexEntry other) {
        return ORDER.compare(this, other);
    }

    /**
     * Writes this entry.
     *
     * @param sink receives the bytes
     */
    public void write(RecordSink sink) {
        sink.putLong(since.packed());
        sink.putVarint(endSeconds);
        sink.putText(family);
    }

    /**
     * Reads an entry.
     *
     * @param reader a reader positioned before the entry
     * @return the entry
     * @throws MalformedRecordException if the bytes are not an entry
     */
    public static IndexEntry read(RecordReader reader) throws MalformedRecordException {
        return new IndexEntry(new HybridTimestamp(reader.readLong()), reader.readVarint(), reader.readText());
    }

    byte[] bytes() {
        return RecordSink.collect(this::write);
    }

    static IndexEntry of(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        IndexEntry entry = read(reader);
        reader.readEnd();
        return entry;
    }
}
