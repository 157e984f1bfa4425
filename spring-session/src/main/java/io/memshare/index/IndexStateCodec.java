package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.LwwMap;
import io.memshare.state.LwwMapLayout;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Encodes an index record as described in {@code docs/record-format.md}: the format, the lifetime, the entries. Safe
 * for use by several threads.
 */
final class IndexStateCodec {

    private static final int FORMAT = 1;

    /** The name of a record: 32 bytes as base64url without padding. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");

    byte[] encode(IndexState state) {
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putVarint(state.lifetimeSeconds());
            LwwMapLayout.write(state.entries(), sink);
        });
    }

    IndexState decode(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        int format = reader.readByte();
        if (format != FORMAT) {
            throw MalformedRecordException.unknownFormat(format, FORMAT);
        }
        int start = reader.offset();
        long lifetime = reader.readVarint();
        if (lifetime < 1) {
            throw new MalformedRecordException("the lifetime is not a number of seconds", start);
        }
        LwwMap entries = LwwMapLayout.read(reader);
        reader.readEnd();
        check(entries);
        return new IndexState(lifetime, entries);
    }

    private static void check(LwwMap entries) throws MalformedRecordException {
        for (String name : entries.names()) {
            IndexEntry entry = IndexEntry.of(Objects.requireNonNull(entries.value(name)));
            boolean named =
                    NAME.matcher(name).matches() && NAME.matcher(entry.family()).matches();
            if (!named || entry.endSeconds() < 0) {
                throw new MalformedRecordException("an entry is not that of a session", 0);
            }
        }
    }
}
