package io.memshare.rebuild;

import io.memshare.node.Key;
import io.memshare.replication.ReplicatedStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Maps keys to their stores. Records of unknown keys are left alone. Safe for use by several threads. */
final class RecordStores {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(String prefix, ReplicatedStore<?> store) {

        boolean holds(Key key) {
            byte[] start = prefix.getBytes(StandardCharsets.ISO_8859_1);
            byte[] bytes = key.bytes();
            return bytes.length > start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
        }
    }

    /** Adds a store; of several stores for the same records, the first is used. */
    void add(String prefix, ReplicatedStore<?> store) {
        if (entries.stream().noneMatch(entry -> entry.prefix().equals(prefix))) {
            entries.add(new Entry(prefix, store));
        }
    }

    int size() {
        return entries.size();
    }

    @Nullable ReplicatedStore<?> of(Key key) {
        for (Entry entry : entries) {
            if (entry.holds(key)) {
                return entry.store();
            }
        }
        return null;
    }
}
