package io.memshare.completeness;

import io.memshare.codec.Envelope;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import org.jspecify.annotations.Nullable;

/** Vouchers, notes, lists of nodes: what is accepted is written again as a record that reads the same. */
public final class ControlRecordFuzzer {

    private static final NodeAddress NODE = NodeAddress.parse("10.1.1.1:11211");
    private static final Key KEY = Key.of("memshare:any");
    private static final ControlCodec CODEC = new ControlCodec(new ControlKeys("memshare"), Envelope.PLAIN);

    private ControlRecordFuzzer() {}

    /** The input is the item, which is read as a record of each kind. */
    public static void fuzzerTestOneInput(byte[] input) {
        Reply item = item(input);
        CODEC.legibility(NODE, item);
        CODEC.isDirectoryOfOtherKey(NODE, item);
        rewritten(CODEC.voucher(NODE, item), CODEC::voucher);
        rewritten(CODEC.note(NODE, KEY, item), (node, reply) -> CODEC.note(node, KEY, reply));
        rewritten(CODEC.since(NODE, KEY, item), (node, reply) -> CODEC.since(node, KEY, reply));
        rewritten(CODEC.list(NODE, KEY, item), (node, reply) -> CODEC.list(node, KEY, reply));
        NodeLists lists = CODEC.lists(NODE, item);
        if (lists != NodeLists.NONE) {
            rewritten(lists, CODEC::lists);
        }
    }

    private interface Reading {
        @Nullable ControlRecord of(NodeAddress node, Reply item);
    }

    private static void rewritten(@Nullable ControlRecord record, Reading reading) {
        if (record != null && !record.equals(reading.of(NODE, item(CODEC.encode(NODE, KEY, record))))) {
            throw new AssertionError(record + " reads as another record");
        }
    }

    private static Reply item(byte[] bytes) {
        return new Reply.Hit(1, Checksum.of(bytes), 100, bytes);
    }
}
