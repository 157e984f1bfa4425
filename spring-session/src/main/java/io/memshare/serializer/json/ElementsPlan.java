package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores a JDK collection as a JSON array of the head of its kind followed by its elements. */
final class ElementsPlan implements TypePlan {

    private final CollectionKind kind;

    ElementsPlan(CollectionKind kind) {
        this.kind = kind;
    }

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        Collection<?> collection = (Collection<?>) value;
        boolean constant = kind.isFixed() && collection.isEmpty();
        if (constant) {
            out.enterCopied(value);
        } else {
            out.enter(value);
        }
        out.json().writeStartArray();
        kind.head().write(collection, out);
        HashBudget.@Nullable Table table = kind.table(out.hashing());
        for (Object element : collection) {
            long before = out.values();
            out.value(element);
            Keys.countWritten(table, element, out.values() - before, value);
        }
        out.json().writeEndArray();
        out.leave();
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        in.startArray();
        in.take(CollectionKind.MEMORY);
        @Nullable Object head = kind.head().read(in);
        HashBudget.@Nullable Table table = kind.table(in.hashing());
        List<@Nullable Object> elements = new ArrayList<>();
        while (!in.isAtEndOfArray()) {
            long before = in.values();
            Object element = in.value();
            elements.add(element);
            Keys.count(table, element, in.values() - before);
        }
        return kind.make().apply(head, elements);
    }
}
