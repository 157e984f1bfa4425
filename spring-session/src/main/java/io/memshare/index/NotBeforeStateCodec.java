package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordCodec;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.LwwMap;
import io.memshare.state.LwwMapLayout;

/**
 * Encodes not-before times as described in {@code docs/record-format.md}: the format, the lifetime, the entries. Safe
 * for use by several threads.
 */
final class NotBeforeStateCodec implements RecordCodec<NotBeforeState> {

    private static final int FORMAT = 1;

    @Override
    public byte[] encode(NotBeforeState state) {
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putVarint(state.lifetimeSeconds());
            LwwMapLayout.write(state.entries(), sink);
        });
    }

    @Override
    public NotBeforeState decode(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        int format = reader.readByte();
        if (format != FORMAT) {
            throw MalformedRecordException.unknownFormat(format, FORMAT);
        }
        int start = reader.offset();
        long lifetime = reader.readVarint();
        if (lifetime < 1) {
            throw new MalformedRecordException("the lifetime is no number of seconds", start);
        }
        LwwMap entries = LwwMapLayout.read(reader);
        reader.readEnd();
        for (String name : entries.names()) {
            byte[] value = entries.value(name);
            if (value == null || NotBeforeState.Until.of(value).endSeconds() < 0) {
                throw new MalformedRecordException("an entry has no end", start);
            }
        }
        return new NotBeforeState(lifetime, entries);
    }
}
