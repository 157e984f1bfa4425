package io.memshare.state;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwRegister;
import java.util.List;

/**
 * Encodes the state of a session as described in {@code docs/record-format.md}: the format, the kind, and the parts of
 * that kind. Format 2 adds features that format 1 does not have: origins, and several successors. Safe for use by many
 * threads.
 */
public final class SessionStateCodec {

    private static final int FIRST_FORMAT = 1;
    private static final int LINKED_FORMAT = 2;

    private static final int LIVE = 1;
    private static final int MOVED = 2;
    private static final int DELETED = 3;

    /** Creates a codec. */
    public SessionStateCodec() {}

    /**
     * Encodes a state. Equal states have equal bytes.
     *
     * @param state the state
     * @return new bytes, owned by the caller
     * @throws IllegalArgumentException if the state needs more bytes than an array can have
     */
    public byte[] encode(SessionState state) {
        return RecordSink.collect(sink -> {
            int format = format(state);
            sink.putByte(format);
            if (state instanceof Live live) {
                write(live, sink);
            } else if (state instanceof Moved moved) {
                write(moved, format, sink);
            } else {
                sink.putByte(DELETED);
            }
        });
    }

    /**
     * Returns the lowest format that can represent the state. Equal states thus have equal bytes, and earlier versions
     * can read most of them.
     */
    private static int format(SessionState state) {
        boolean linked = state instanceof Live live && live.origin() != null;
        boolean forked = state instanceof Moved moved
                && (moved.origin() != null || moved.successors().size() > 1);
        return linked || forked ? LINKED_FORMAT : FIRST_FORMAT;
    }

    private static void write(Live live, RecordSink sink) {
        sink.putByte(LIVE);
        sink.putSignedVarint(live.creationMillis());
        sink.putLong(live.maxInactiveSeconds().timestamp().packed());
        sink.putSignedVarint(live.maxInactiveSeconds().value());
        sink.putSignedVarint(live.lastAccessedMillis());
        LwwMapLayout.write(live.attributes(), sink);
        if (live.origin() != null) {
            LinkLayout.write(live.origin(), sink);
        }
    }

    private static void write(Moved moved, int format, RecordSink sink) {
        sink.putByte(MOVED);
        if (format == FIRST_FORMAT) {
            LinkLayout.write(moved.successors().get(0), sink);
        } else {
            LinkLayout.write(moved.origin(), sink);
            LinkLayout.write(moved.successors(), sink);
        }
    }

    /**
     * Decodes a state.
     *
     * @param bytes the bytes, which are neither modified nor retained
     * @throws MalformedRecordException if the bytes are not a state, or a state in a format unknown to this version; no
     *     other exception is thrown, for any bytes
     */
    public SessionState decode(byte[] bytes) throws MalformedRecordException {
        RecordReader reader = new RecordReader(bytes);
        int format = reader.readByte();
        if (format != FIRST_FORMAT && format != LINKED_FORMAT) {
            throw MalformedRecordException.unknownFormat(format, LINKED_FORMAT);
        }
        SessionState state = read(reader, format);
        reader.readEnd();
        if (format(state) != format) {
            throw new MalformedRecordException("the state has bytes in an earlier format", 0);
        }
        return state;
    }

    private static SessionState read(RecordReader reader, int format) throws MalformedRecordException {
        int start = reader.offset();
        return switch (reader.readByte()) {
            case LIVE -> readLive(reader, format);
            case MOVED -> readMoved(reader, format);
            case DELETED -> Deleted.INSTANCE;
            default -> throw new MalformedRecordException("kind of the state is unknown", start);
        };
    }

    private static Live readLive(RecordReader reader, int format) throws MalformedRecordException {
        return new Live(
                reader.readSignedVarint(),
                new LwwRegister(new HybridTimestamp(reader.readLong()), reader.readSignedVarint()),
                reader.readSignedVarint(),
                LwwMapLayout.read(reader),
                format == FIRST_FORMAT ? null : LinkLayout.readOrigin(reader));
    }

    private static Moved readMoved(RecordReader reader, int format) throws MalformedRecordException {
        return format == FIRST_FORMAT
                ? new Moved(null, List.of(LinkLayout.readSuccessor(reader)))
                : new Moved(LinkLayout.readOrigin(reader), LinkLayout.readSuccessors(reader));
    }
}
