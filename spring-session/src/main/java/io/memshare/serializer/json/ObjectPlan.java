package io.memshare.serializer.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object of the application: an array of its fields, with their names before the first of each class. */
final class ObjectPlan implements TypePlan {

    private final Class<?> type;
    private final FieldLayout layout;
    private final InstanceMaker maker;
    private final TypePlans plans;
    private final boolean isImmutable;
    private final boolean isCopied;

    /**
     * @param isImmutable whether nothing in an object can change
     * @param isCopied whether two objects stand for one that is in a value twice, as nothing can tell
     */
    ObjectPlan(
            Class<?> type,
            FieldLayout layout,
            InstanceMaker maker,
            TypePlans plans,
            boolean isImmutable,
            boolean isCopied) {
        this.type = type;
        this.layout = layout;
        this.maker = maker;
        this.plans = plans;
        this.isImmutable = isImmutable;
        this.isCopied = isCopied;
    }

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        if (isCopied) {
            out.enterCopied(value);
        } else {
            out.enter(value);
        }
        out.json().writeStartArray();
        if (out.describes(type)) {
            layout.describe(out);
        }
        layout.write(value, out, plans);
        out.json().writeEndArray();
        out.leave();
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        in.startArray();
        in.take(layout.memory());
        StoredField[] stored = in.fieldsOf(type, layout);
        @Nullable Object[] values = new Object[layout.size()];
        boolean[] present = new boolean[layout.size()];
        layout.read(in, stored, values, present);
        try {
            return maker.make(layout, values, present);
        } catch (ReflectiveOperationException ex) {
            throw new IOException("an object could not be made", ex);
        }
    }

    @Override
    public boolean isImmutable() {
        return isImmutable;
    }
}
