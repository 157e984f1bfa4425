package io.memshare.state;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the links between session ids within a record. An origin is the text of its key, empty if there is
 * none, followed by its timestamp if there is an origin. A successor is its timestamp followed by the text of its key.
 */
final class LinkLayout {

    /** A timestamp and a key of a single character. */
    private static final int SMALLEST_SUCCESSOR = Long.BYTES + 2;

    private LinkLayout() {}

    static void write(@Nullable Origin origin, RecordSink sink) {
        if (origin == null) {
            sink.putText("");
        } else {
            sink.putText(origin.key().text());
            sink.putLong(origin.at().packed());
        }
    }

    static @Nullable Origin readOrigin(RecordReader reader) throws MalformedRecordException {
        int start = reader.offset();
        String key = reader.readText();
        return key.isEmpty() ? null : new Origin(key(key, start), new HybridTimestamp(reader.readLong()));
    }

    static void write(List<Successor> successors, RecordSink sink) {
        sink.putVarint(successors.size());
        successors.forEach(successor -> write(successor, sink));
    }

    static List<Successor> readSuccessors(RecordReader reader) throws MalformedRecordException {
        int start = reader.offset();
        int count = reader.readCount(SMALLEST_SUCCESSOR);
        List<Successor> successors = new ArrayList<>();
        for (int i = 0; i < count && i <= Moved.MOST_SUCCESSORS; i++) {
            successors.add(readSuccessor(reader));
        }
        if (!Moved.isValid(successors)) {
            throw new MalformedRecordException("successors are not 1 to 8 in ascending order", start);
        }
        return successors;
    }

    static void write(Successor successor, RecordSink sink) {
        sink.putLong(successor.at().packed());
        sink.putText(successor.key().text());
    }

    static Successor readSuccessor(RecordReader reader) throws MalformedRecordException {
        HybridTimestamp at = new HybridTimestamp(reader.readLong());
        int start = reader.offset();
        return new Successor(at, key(reader.readText(), start));
    }

    private static Key key(String text, int start) throws MalformedRecordException {
        try {
            return Key.of(text);
        } catch (IllegalArgumentException ex) {
            throw new MalformedRecordException("a text is not a key", start);
        }
    }
}
