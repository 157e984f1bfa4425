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
 * Converts control records to items and back. All control records pass through this class, so that they are sealed like
 * other records, each for the node on which it is stored. Immutable.
 *
 * @param keys their keys
 * @param envelope their outer form
 */
record ControlCodec(ControlKeys keys, Envelope envelope) {

    /** The maximum size of a control record (64 notes, 256 nodes). Larger items are ignored. */
    static final int LARGEST = 32 * 1024;

    private static final int FORMAT = 1;

    /** Returns the request that stores a record in place of the version that was seen. */
    Request replace(NodeAddress node, Key key, ControlRecord value, TimeToLive timeToLive, long expected) {
        byte[] bytes = encode(node, key, value);
        return new Request.Put(key, bytes, Checksum.of(bytes), timeToLive, expected);
    }

    /** Returns the request that stores a record unconditionally. */
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

    /** Decodes a voucher; null if there is no readable voucher. */
    @Nullable Voucher voucher(NodeAddress node, Reply reply) {
        return read(node, keys.voucher(), Voucher.KIND, reply, ControlLayout::readVoucher);
    }

    /** Decodes a note; null if there is no readable note. */
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

    /** Decodes the list that the application servers have agreed on; null if there is none. */
    @Nullable ListState agreed(NodeAddress node, Reply reply) {
        return read(node, keys.agreed(), ListState.KIND, reply, ControlLayout::readState);
    }

    /** Decodes the announcement of a server; null if there is none. */
    @Nullable ListState announced(NodeAddress node, Key key, Reply reply) {
        NodeList list = list(node, key, reply);
        return list != null
                ? ListState.configured(list)
                : read(node, key, ListState.KIND, reply, ControlLayout::readState);
    }

    NodeLists lists(NodeAddress node, Reply reply) {
        NodeLists lists = read(node, keys.lists(), NodeLists.KIND, reply, ControlLayout::readLists);
        return lists == null ? NodeLists.NONE : lists;
    }

    /** What is to be done about the voucher of a node. */
    enum Legibility {
        /** It can be read, or replaced: there is none, or no server can read it. */
        CLEAR,
        /** A later version wrote it: it is left alone. */
        LATER_VERSION,
        /** It was sealed with another key, or forged. */
        OTHER_KEY
    }

    /** Returns why the voucher of a node cannot be read. */
    Legibility legibility(NodeAddress node, Reply reply) {
        return legibility(new RecordId(keys.namespace(), Voucher.KIND, keys.voucher(), node.toString()), reply);
    }

    /**
     * Returns whether the directory of a node was written by a server with another key, or forged. Every server that
     * cannot read it writes a directory of its own in its place.
     */
    boolean isDirectoryOfOtherKey(NodeAddress node, Reply reply) {
        RecordId directory = new RecordId(keys.namespace(), NodeLists.KIND, keys.lists(), node.toString());
        return legibility(directory, reply) == Legibility.OTHER_KEY;
    }

    private Legibility legibility(RecordId record, Reply reply) {
        byte[] value = reply instanceof Reply.Hit hit ? hit.value() : null;
        if (value == null || value.length == 0) {
            return Legibility.CLEAR;
        }
        try {
            byte[] plain = envelope.unwrap(record, value);
            return plain.length == 0 || plain[0] == FORMAT ? Legibility.CLEAR : Legibility.LATER_VERSION;
        } catch (MalformedRecordException ex) {
            boolean sealed = (value[0] & 0xff) >= Envelope.LOWEST_FORMAT;
            if (ex.isUnknownFormat()) {
                return Legibility.LATER_VERSION;
            }
            return sealed ? Legibility.OTHER_KEY : Legibility.CLEAR;
        }
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
