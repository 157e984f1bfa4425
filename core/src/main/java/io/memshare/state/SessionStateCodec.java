package io.memshare.state;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordCodec;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwRegister;

/**
 * The bytes of a session's state, as {@code docs/record-format.md} describes them: the format, the kind, the parts of
 * that kind. Safe for use by many threads.
 */
public final class SessionStateCodec implements RecordCodec<SessionState> {

    private static final int FORMAT = 1;

    private static final int LIVE = 1;
    private static final int MOVED = 2;
    private static final int DELETED = 3;

    /** Creates a codec. */
    public SessionStateCodec() {}

    @Override
    public byte[] encode(SessionState state) {
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            if (state instanceof Live live) {
                write(live, sink);
            } else if (state instanceof Moved moved) {
                write(moved, sink);
            } else {
                sink.putByte(DELETED);
            }
        });
    }

    private static void write(Live live, RecordSink sink) {
        sink.putByte(LIVE);
        sink.putSignedVarint(live.creationMillis());
        sink.putLong(live.maxInactiveSeconds().timestamp().packed());
        sink.putSignedVarint(live.maxInactiveSeconds().value());
        sink.putSignedVarint(live.lastAccessedMillis());
        LwwMapLayout.write(live.attributes(), sink);
    }

    private static void write(Moved moved, RecordSink sink) {
        sink.putByte(MOVED);
        sink.putLong(moved.at().packed());
        sink.putText(moved.successor());
    }

    @Override
    public SessionState decode(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        int format = reader.readByte();
        if (format != FORMAT) {
            throw MalformedRecordException.unknownFormat(format, FORMAT);
        }
        SessionState state = read(reader);
        reader.readEnd();
        return state;
    }

    private static SessionState read(RecordReader reader) throws MalformedRecordException {
        int start = reader.offset();
        return switch (reader.readByte()) {
            case LIVE -> readLive(reader);
            case MOVED -> new Moved(new HybridTimestamp(reader.readLong()), reader.readText());
            case DELETED -> Deleted.INSTANCE;
            default -> throw new MalformedRecordException("kind of the state is unknown", start);
        };
    }

    private static Live readLive(RecordReader reader) throws MalformedRecordException {
        return new Live(
                reader.readSignedVarint(),
                new LwwRegister(new HybridTimestamp(reader.readLong()), reader.readSignedVarint()),
                reader.readSignedVarint(),
                LwwMapLayout.read(reader));
    }
}
