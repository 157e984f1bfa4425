package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores a JDK map as a JSON array of the head of its kind followed by its keys, each with its value after it. */
final class EntriesPlan implements TypePlan {

    private final MapKind kind;

    EntriesPlan(MapKind kind) {
        this.kind = kind;
    }

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        Map<?, ?> map = (Map<?, ?>) value;
        if (kind.isFixed() && map.isEmpty()) {
            out.enterCopied(value);
        } else {
            out.enter(value);
        }
        out.json().writeStartArray();
        kind.head().write(map, out);
        HashBudget.@Nullable Table table = kind.table(out.hashing());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            long before = out.values();
            out.value(entry.getKey());
            Keys.countWritten(table, entry.getKey(), out.values() - before, value);
            out.value(entry.getValue());
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
        List<Map.Entry<@Nullable Object, @Nullable Object>> entries = new ArrayList<>();
        while (!in.isAtEndOfArray()) {
            long before = in.values();
            Object key = in.value();
            Keys.count(table, key, in.values() - before);
            in.next();
            entries.add(MapKind.entry(key, in.value()));
        }
        return kind.make().apply(head, entries);
    }
}
