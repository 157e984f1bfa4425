package io.memshare.completeness;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.completeness.Voucher.Condition;
import io.memshare.completeness.Voucher.Coverage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The layout of control records after the format byte, as described in {@code docs/record-format.md}. */
final class ControlLayout {

    private static final int SMALLEST_TEXT = 2;
    private static final int COMPLETE = 1;
    private static final int EVERYWHERE = 2;
    private static final int INTACT = 4;

    private ControlLayout() {}

    static void write(ControlRecord value, RecordSink sink) {
        if (value instanceof Note note) {
            sink.putLong(note.nonce());
        } else if (value instanceof MissedSince since) {
            write(since, sink);
        } else if (value instanceof NodeLists lists) {
            writeAll(lists.fingerprints(), sink);
        } else if (value instanceof NodeList list) {
            write(list, sink);
        } else if (value instanceof ListState state) {
            write(state, sink);
        } else if (value instanceof Voucher voucher) {
            write(voucher, sink);
        }
    }

    private static void write(NodeList list, RecordSink sink) {
        sink.putVarint(list.addresses().size());
        list.addresses().forEach(sink::putText);
        sink.putVarint(list.redundancy());
        sink.putText(list.mode());
    }

    /** The first byte cannot start a list of nodes, which is announced under the same keys. */
    private static void write(ListState state, RecordSink sink) {
        sink.putVarint(0);
        sink.putByte(state.phase().code());
        sink.putLong(state.cluster());
        sink.putVarint(state.epoch());
        write(state.from(), sink);
        sink.putVarint(state.from().version());
        write(state.to(), sink);
        sink.putVarint(state.to().version());
    }

    private static void write(MissedSince since, RecordSink sink) {
        sink.putLong(since.life());
        sink.putLong(since.token());
    }

    private static void write(Voucher voucher, RecordSink sink) {
        sink.putByte(condition(voucher.condition()) | (voucher.everywhere() ? EVERYWHERE : 0));
        sink.putLong(voucher.life());
        sink.putLong(voucher.nonce());
        sink.putVarint(voucher.coverage().lifetimeSeconds());
        sink.putVarint(voucher.coverage().evictions());
        writeAll(new TreeSet<>(voucher.lists()), sink);
        writeAll(new TreeSet<>(voucher.coverage().kinds()), sink);
        writeAll(new TreeSet<>(voucher.consumed()), sink);
        sink.putVarint(voucher.since().size());
        new TreeMap<>(voucher.since()).forEach((peer, since) -> {
            sink.putLong(peer);
            write(since, sink);
        });
    }

    private static int condition(Condition condition) {
        return switch (condition) {
            case COMPLETE -> COMPLETE;
            case INTACT -> INTACT;
            case EMPTIED -> 0;
        };
    }

    private static Condition condition(int flags) {
        if ((flags & COMPLETE) != 0) {
            return Condition.COMPLETE;
        }
        return (flags & INTACT) != 0 ? Condition.INTACT : Condition.EMPTIED;
    }

    private static void writeAll(Collection<Long> numbers, RecordSink sink) {
        sink.putVarint(numbers.size());
        numbers.forEach(sink::putLong);
    }

    static NodeLists readLists(RecordReader reader) throws MalformedRecordException {
        return new NodeLists(readAll(reader, NodeLists.MOST));
    }

    static MissedSince readSince(RecordReader reader) throws MalformedRecordException {
        return new MissedSince(reader.readLong(), reader.readLong());
    }

    static ListState readState(RecordReader reader) throws MalformedRecordException {
        int start = reader.offset();
        long mark = reader.readVarint();
        ListState.Phase phase = ListState.Phase.of(reader.readByte());
        if (mark != 0 || phase == null) {
            throw new MalformedRecordException("not the state of a list", start);
        }
        long cluster = reader.readLong();
        long epoch = reader.readVarint();
        NodeList from = readList(reader).withVersion(reader.readVarint());
        NodeList to = readList(reader).withVersion(reader.readVarint());
        if (epoch < 1 || cluster == 0) {
            throw new MalformedRecordException("not a list that servers have agreed on", start);
        }
        return new ListState(cluster, epoch, phase, from, to);
    }

    static NodeList readList(RecordReader reader) throws MalformedRecordException {
        int count = bounded(reader, SMALLEST_TEXT - 1, NodeList.MOST);
        List<String> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(reader.readText());
        }
        long redundancy = reader.readVarint();
        if (redundancy < 1 || redundancy > count) {
            throw new MalformedRecordException("redundancy is not between 1 and the number of nodes", reader.offset());
        }
        NodeList list = new NodeList(addresses, (int) redundancy, reader.readText(), 0);
        if (!list.isUsable()) {
            throw new MalformedRecordException("not a list of nodes", reader.offset());
        }
        return list;
    }

    static Voucher readVoucher(RecordReader reader) throws MalformedRecordException {
        int flags = reader.readByte();
        long life = reader.readLong();
        long nonce = reader.readLong();
        long lifetime = reader.readVarint();
        long evictions = reader.readVarint();
        boolean both = (flags & COMPLETE) != 0 && (flags & INTACT) != 0;
        if (both || flags > (EVERYWHERE | INTACT) || lifetime < 1 || evictions < 0) {
            throw new MalformedRecordException("number is out of range", reader.offset());
        }
        Set<Long> lists = new LinkedHashSet<>(readAll(reader, Voucher.MOST));
        Set<Long> kinds = new LinkedHashSet<>(readAll(reader, Voucher.MOST));
        Set<Long> consumed = new LinkedHashSet<>(readAll(reader, Voucher.MOST));
        int count = bounded(reader, 3 * Long.BYTES, NodeList.MOST);
        Map<Long, MissedSince> since = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            since.put(reader.readLong(), readSince(reader));
        }
        return new Voucher(
                condition(flags),
                life,
                nonce,
                lists,
                (flags & EVERYWHERE) != 0,
                new Coverage(lifetime, kinds, evictions),
                consumed,
                since);
    }

    private static List<Long> readAll(RecordReader reader, int most) throws MalformedRecordException {
        int count = bounded(reader, Long.BYTES, most);
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(reader.readLong());
        }
        return numbers;
    }

    private static int bounded(RecordReader reader, int smallest, int most) throws MalformedRecordException {
        int start = reader.offset();
        int count = reader.readCount(smallest);
        if (count > most) {
            throw new MalformedRecordException("number of elements is more than " + most, start);
        }
        return count;
    }
}
