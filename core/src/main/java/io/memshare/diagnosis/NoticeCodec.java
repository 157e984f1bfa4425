package io.memshare.diagnosis;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts notices to items and back, in the layout that {@code docs/record-format.md} describes. Immutable.
 *
 * @param namespace the prefix of all keys, before a colon
 * @param envelope the outer form of records
 */
record NoticeCodec(String namespace, Envelope envelope) {

    static final TimeToLive PRESENT = new TimeToLive(60);

    private static final String KIND = "server-notice";
    private static final int FORMAT = 1;
    private static final int LARGEST = 32 * 1024;
    private static final int SMALLEST_TEXT = 1;
    private static final int LONGEST_TEXT = 256;

    /**
     * A notice as it was left on a node.
     *
     * @param notice the notice
     * @param node the name by which its server knows the node
     * @param millis the time by the server's clock when it was written
     */
    record Left(ServerNotice notice, String node, long millis) {}

    Key key() {
        return Key.of(namespace + ":server");
    }

    Request put(ServerNotice notice, NodeAddress node, long millis) {
        byte[] plain = RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putLong(notice.server());
            sink.putLong(millis);
            sink.putText(node.toString());
            sink.putText(notice.name());
            sink.putVarint(notice.use().nodes().size());
            notice.use().nodes().forEach(sink::putText);
            sink.putVarint(notice.use().redundancy());
            sink.putText(notice.use().consistency());
            sink.putVarint(notice.lifetimeSeconds());
        });
        byte[] bytes = envelope.wrap(id(), plain);
        return new Request.Set(key(), bytes, Checksum.of(bytes), PRESENT);
    }

    /** Bound to no node: a process under two names must show the notice left under the other name. */
    private RecordId id() {
        return new RecordId(namespace, KIND, key());
    }

    /**
     * Decodes the notice of a node.
     *
     * @return the notice, or null if there is none, or a later version wrote it
     * @throws MalformedRecordException if it cannot be opened
     */
    @Nullable Left read(Reply reply) throws MalformedRecordException {
        byte[] value = reply instanceof Reply.Hit hit ? hit.value() : null;
        if (value == null || value.length > LARGEST) {
            return null;
        }
        RecordReader reader = new RecordReader(envelope.unwrap(id(), value));
        if (reader.readByte() != FORMAT) {
            return null;
        }
        long server = reader.readLong();
        long millis = reader.readLong();
        String node = text(reader);
        String name = text(reader);
        List<String> nodes = new ArrayList<>();
        for (int count = reader.readCount(SMALLEST_TEXT); count > 0; count--) {
            nodes.add(text(reader));
        }
        int redundancy = (int) reader.readVarint();
        String consistency = text(reader);
        long lifetimeSeconds = reader.readVarint();
        reader.readEnd();
        ServerNotice.NodeUse use = new ServerNotice.NodeUse(nodes, redundancy, consistency);
        return new Left(new ServerNotice(server, name, use, lifetimeSeconds), node, millis);
    }

    /** Sanitizes a text of another server, which comes over the wire and may end in a log. */
    private static String text(RecordReader reader) throws MalformedRecordException {
        String text = reader.readText();
        String shorter = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return shorter.replaceAll("[^\\p{Graph}]", "?");
    }
}
