package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads the data of an object, class by class: the fields, and the data that the code of the class wrote. */
final class ClassData {

    private final StreamInput in;
    private final Handles handles;
    private final Nesting nesting;
    private final Externals externals;
    private final HashTables tables;
    private final IntFunction<StreamItem> object;

    /** How many classes may turn out to have written no fields; the data of each of them is read twice. */
    private int retries = 8;

    /**
     * Creates a reader.
     *
     * @param object reads the object that begins with a given tag
     */
    ClassData(StreamInput in, Handles handles, Limits limits, Externals externals, IntFunction<StreamItem> object) {
        this.in = in;
        this.handles = handles;
        this.nesting = limits.nesting();
        this.tables = limits.tables();
        this.externals = externals;
        this.object = object;
    }

    /**
     * Reads the data that a class wrote for an object.
     *
     * @return the weight of the objects in that data
     */
    long read(StreamClass part) {
        if (part.isExternalizable()) {
            if (!part.hasBlockData()) {
                throw new MalformedStreamException("external data of an old protocol");
            }
            return externals(part);
        }
        if (!part.isSerializable()) {
            throw new MalformedStreamException("a class that is not serializable");
        }
        int start = in.position();
        int known = handles.size();
        int level = nesting.depth();
        try {
            return written(part, fields(part));
        } catch (MalformedStreamException ex) {
            if (!part.hasWriteMethod() || part.fieldTypes().isEmpty() || retries-- <= 0) {
                throw ex;
            }
            // A write method may omit the fields.
            in.back(start);
            nesting.back(level);
            handles.back(known);
            return written(part, 0);
        }
    }

    private long fields(StreamClass part) {
        long weight = 0;
        String codes = part.fieldTypes();
        for (int i = 0; i < codes.length(); i++) {
            char code = codes.charAt(i);
            if (code == 'L' || code == '[') {
                weight = StreamItem.sum(weight, object.apply(in.u1()).weight());
            } else {
                in.skip(Tags.sizeOf(code));
            }
        }
        return weight;
    }

    private long written(StreamClass part, long fields) {
        if (!part.hasWriteMethod()) {
            return fields;
        }
        List<StreamItem> items = annotation(null);
        tables.count(part.type(), items);
        return items.stream().mapToLong(StreamItem::weight).reduce(fields, StreamItem::sum);
    }

    private long externals(StreamClass part) {
        Blocks blocks = externals.isInspected(part.type()) ? new Blocks() : null;
        List<StreamItem> items = annotation(blocks);
        if (blocks != null) {
            externals.inspect(blocks);
        }
        tables.count(part.type(), items);
        return items.stream().mapToLong(StreamItem::weight).reduce(0, StreamItem::sum);
    }

    void skipAnnotation() {
        annotation(null);
    }

    private List<StreamItem> annotation(@Nullable Blocks blocks) {
        List<StreamItem> items = new ArrayList<>(4);
        nesting.enterCode();
        for (int tag = in.u1(); tag != Tags.END_BLOCK_DATA; tag = in.u1()) {
            if (tag == Tags.BLOCK_DATA || tag == Tags.LONG_BLOCK_DATA) {
                block(tag == Tags.BLOCK_DATA ? in.u1() : in.s4(), blocks);
            } else {
                items.add(object.apply(tag));
            }
        }
        nesting.leaveCode();
        return items;
    }

    private void block(int length, @Nullable Blocks blocks) {
        if (blocks == null) {
            in.skip(length);
        } else {
            blocks.add(in, length);
        }
    }
}
