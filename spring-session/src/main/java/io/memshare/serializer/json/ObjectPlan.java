package io.memshare.serializer.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stores an application object as an array of its field values, preceded by the field names for the first object of
 * each class.
 */
final class ObjectPlan implements TypePlan {

    private final Class<?> type;
    private final FieldLayout layout;
    private final InstanceMaker maker;
    private final TypePlans plans;
    private final boolean isImmutable;
    private final boolean isCopied;

    /**
     * Creates a plan.
     *
     * @param isImmutable whether an object is deeply immutable
     * @param isCopied whether an object that appears twice in a value may be restored as two objects, because the
     *     difference cannot be observed
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
