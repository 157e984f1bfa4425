package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the data of an object, class by class: the fields, and the data that the code of the class wrote. */
final class ClassData {

    private final StreamInput in;
    private final Nesting nesting;
    private final Externals externals;
    private final HashTables tables;
    private final OmittedFields omitted;
    private final IntFunction<StreamItem> object;

    /**
     * Creates a reader.
     *
     * @param object reads the object that begins with a given tag
     */
    ClassData(
            StreamInput in, Limits limits, Externals externals, OmittedFields omitted, IntFunction<StreamItem> object) {
        this.in = in;
        this.nesting = limits.nesting();
        this.tables = limits.tables();
        this.externals = externals;
        this.omitted = omitted;
        this.object = object;
    }

    /**
     * Reads the data that a class wrote for an object.
     *
     * @param mark returns what undoes everything that was read since then
     */
    void read(StreamClass part, Supplier<Runnable> mark) {
        if (part.isExternalizable()) {
            if (!part.hasBlockData()) {
                throw new MalformedStreamException("external data of an old protocol");
            }
            externals(part);
            return;
        }
        if (!part.isSerializable()) {
            throw new MalformedStreamException("a class that is not serializable");
        }
        if (!part.hasWriteMethod()) {
            fields(part);
        } else if (omitted.contains(part.type())) {
            written(part, 0);
        } else if (omitted.mayContain(part.type()) && !part.fieldTypes().isEmpty()) {
            fieldsIfWritten(part, mark.get());
        } else {
            fieldsAndWritten(part);
        }
    }

    private void fieldsIfWritten(StreamClass part, Runnable back) {
        try {
            fieldsAndWritten(part);
        } catch (ExceededLimitException ex) {
            throw ex;
        } catch (MalformedStreamException ex) {
            if (!omitted.add(part.type())) {
                throw ex;
            }
            back.run();
            written(part, 0);
        }
    }

    private void fieldsAndWritten(StreamClass part) {
        int only = part.fieldTypes().equals("I") ? in.upcoming() : 0;
        fields(part);
        written(part, only);
    }

    private void fields(StreamClass part) {
        String codes = part.fieldTypes();
        for (int i = 0; i < codes.length(); i++) {
            char code = codes.charAt(i);
            if (code == 'L' || code == '[') {
                var unused = object.apply(in.u1());
            } else {
                in.skip(Tags.sizeOf(code));
            }
        }
    }

    private void written(StreamClass part, int field) {
        tables.count(part.type(), field, annotation(null));
    }

    private void externals(StreamClass part) {
        Blocks blocks = externals.isInspected(part.type()) ? new Blocks() : null;
        List<StreamItem> items = annotation(blocks);
        if (blocks != null) {
            externals.inspect(blocks);
        }
        tables.count(part.type(), 0, items);
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
