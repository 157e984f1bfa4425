package io.memshare.completeness;

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
import org.jspecify.annotations.Nullable;

/**
 * Control records as items. All of them pass through here, so that they are sealed as other records are, each for the node that it
 * is kept on. Immutable.
 *
 * @param keys their keys
 * @param envelope their outer form
 */
record ControlCodec(ControlKeys keys, Envelope envelope) {

    /** No control record is larger: 64 notes, 256 nodes. A larger item is not looked at. */
    static final int LARGEST = 32 * 1024;

    private static final int FORMAT = 1;

    /** Returns the request that stores a record in place of what was seen. */
    Request replace(NodeAddress node, Key key, ControlRecord value, TimeToLive timeToLive, long expected) {
        byte[] bytes = encode(node, key, value);
        return new Request.Put(key, bytes, Checksum.of(bytes), timeToLive, expected);
    }

    /** Returns the request that stores a record whatever is there. */
    Request set(NodeAddress node, Key key, ControlRecord value, TimeToLive timeToLive) {
        byte[] bytes = encode(node, key, value);
        return new Request.Set(key, bytes, Checksum.of(bytes), timeToLive);
    }

    byte[] encode(NodeAddress node, Key key, ControlRecord value) {
        byte[] plain = RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            ControlLayout.write(value, sink);
        });
        return envelope.wrap(new RecordId(keys.namespace(), value.kind(), key, node.toString()), plain);
    }

    /** Reads a voucher; null if there is none that can be read. */
    @Nullable Voucher voucher(NodeAddress node, Reply reply) {
        return read(node, keys.voucher(), Voucher.KIND, reply, ControlLayout::readVoucher);
    }

    /** Reads a note; null if there is none that can be read. */
    @Nullable Note note(NodeAddress node, Key key, Reply reply) {
        Note note = read(node, key, Note.KIND, reply, reader -> new Note(reader.readLong()));
        return note == null || note.nonce() == Note.NONE ? null : note;
    }

    @Nullable MissedSince since(NodeAddress node, Key key, Reply reply) {
        return read(node, key, MissedSince.KIND, reply, ControlLayout::readSince);
    }

    @Nullable NodeList list(NodeAddress node, Key key, Reply reply) {
        return read(node, key, NodeList.KIND, reply, ControlLayout::readList);
    }

    NodeLists lists(NodeAddress node, Reply reply) {
        NodeLists lists = read(node, keys.lists(), NodeLists.KIND, reply, ControlLayout::readLists);
        return lists == null ? NodeLists.NONE : lists;
    }

    /** Returns whether an item is of a format that this version does not know, and is to be left alone. */
    boolean isForeign(NodeAddress node, Reply reply) {
        byte[] value = reply instanceof Reply.Hit hit ? hit.value() : null;
        return value != null && value.length > 0 && value[0] != FORMAT && voucher(node, reply) == null;
    }

    private interface Layout<T> {

        T read(RecordReader reader) throws MalformedRecordException;
    }

    private <T> @Nullable T read(NodeAddress node, Key key, String kind, Reply reply, Layout<T> layout) {
        if (!(reply instanceof Reply.Hit hit)) {
            return null;
        }
        byte[] value = hit.value();
        if (value == null || value.length > LARGEST || Checksum.of(value) != hit.checksum()) {
            return null;
        }
        try {
            RecordReader reader = new RecordReader(
                    envelope.unwrap(new RecordId(keys.namespace(), kind, key, node.toString()), value));
            if (reader.readByte() != FORMAT) {
                return null;
            }
            T record = layout.read(reader);
            reader.readEnd();
            return record;
        } catch (MalformedRecordException ex) {
            return null;
        }
    }
}
