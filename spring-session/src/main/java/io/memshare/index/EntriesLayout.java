package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.LwwMap;
import io.memshare.state.LwwMapLayout;

/**
 * The layout that index records and not-before times have in common, as described in {@code docs/record-format.md}: the
 * format, the lifetime, the entries. Immutable.
 *
 * @param lifetimeSeconds the lifetime in seconds, at least 1
 * @param entries the entries, whose values are not checked
 */
record EntriesLayout(long lifetimeSeconds, LwwMap entries) {

    /** The offset of what follows the format. */
    static final int START = 1;

    private static final int FORMAT = 1;

    byte[] encode() {
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putVarint(lifetimeSeconds);
            LwwMapLayout.write(entries, sink);
        });
    }

    /**
     * Decodes a record.
     *
     * @throws MalformedRecordException if the bytes do not have this layout
     */
    static EntriesLayout decode(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        int format = reader.readByte();
        if (format != FORMAT) {
            throw MalformedRecordException.unknownFormat(format, FORMAT);
        }
        long lifetime = reader.readVarint();
        if (lifetime < 1) {
            throw new MalformedRecordException("the lifetime is no number of seconds", START);
        }
        LwwMap entries = LwwMapLayout.read(reader);
        reader.readEnd();
        return new EntriesLayout(lifetime, entries);
    }
}
