package io.memshare.state;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;

/**
 * The layout of a map within a record: the number of entries, followed by the entries. An entry is the name, the
 * timestamp, and either 0 for a removal or the number of bytes plus 1 followed by the bytes.
 */
public final class LwwMapLayout {

    /** An empty name, a timestamp and a removal. */
    private static final int SMALLEST_ENTRY = 1 + Long.BYTES + 1;

    private LwwMapLayout() {}

    /**
     * Writes a map.
     *
     * @param map the map
     * @param sink takes the bytes
     */
    public static void write(LwwMap map, RecordSink sink) {
        sink.putVarint(map.size());
        map.forEach((name, entry) -> {
            sink.putText(name);
            sink.putLong(entry.timestamp().packed());
            byte[] value = entry.value();
            if (value == null) {
                sink.putVarint(0);
            } else {
                sink.putVarint(value.length + 1L);
                sink.putBytes(value);
            }
        });
    }

    /**
     * Reads a map.
     *
     * @param reader stands before the map
     * @throws MalformedRecordException if there is no map, or not in its canonical form
     */
    public static LwwMap read(RecordReader reader) throws MalformedRecordException {
        int count = reader.readCount(SMALLEST_ENTRY);
        LwwMap.Builder map = LwwMap.builder(count);
        for (int i = 0; i < count; i++) {
            int start = reader.offset();
            if (!map.append(reader.readText(), readEntry(reader))) {
                throw new MalformedRecordException("the names are not in ascending order", start);
            }
        }
        return map.build();
    }

    private static LwwMap.Entry readEntry(RecordReader reader) throws MalformedRecordException {
        HybridTimestamp timestamp = new HybridTimestamp(reader.readLong());
        long flag = reader.readVarint();
        return new LwwMap.Entry(timestamp, flag == 0 ? null : reader.readBytes(flag - 1));
    }
}
