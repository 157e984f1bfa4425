package io.memshare.crdt;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from names to bytes in which the last write of each name wins; a removal is a write too. Immutable.
 *
 * <p>Names are kept in {@link CodePointOrder}, so that equal maps have their entries in the same order. Byte arrays are
 * shared with the caller, not copied, and must not be modified.
 */
public final class LwwMap {

    /** The empty map. */
    public static final LwwMap EMPTY = new LwwMap(new String[0], new Entry[0]);

    private final String[] names;
    private final Entry[] entries;

    private LwwMap(String[] names, Entry[] entries) {
        this.names = names;
        this.entries = entries;
    }

    /**
     * The last write of a name. Immutable provided that the bytes, which are shared and not copied, are not modified.
     *
     * @param timestamp the time of the write
     * @param value the bytes written, possibly empty; null if the name was removed
     */
    // Records compare array components by identity by default; equals and hashCode below compare the bytes.
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(HybridTimestamp timestamp, byte @Nullable [] value) {

        // Not a compact constructor: javac writes the annotations of its parameters into no class file.
        public Entry(HybridTimestamp timestamp, byte @Nullable [] value) {
            this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
            this.value = value;
        }

        /**
         * Returns whether this write is a removal.
         *
         * @return true if there is no value
         */
        public boolean isRemoval() {
            return value == null;
        }

        /**
         * Returns the later of two writes. If their timestamps are equal, it is the write with the larger bytes,
         * compared as unsigned; a removal is smaller than any bytes.
         *
         * @param other the other write
         * @return this entry if the other adds nothing to it, otherwise the other entry
         */
        public Entry merge(Entry other) {
            int order = timestamp.compareTo(other.timestamp);
            if (order == 0) {
                order = Arrays.compareUnsigned(value, other.value);
            }
            return order >= 0 ? this : other;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Entry that
                            && timestamp.equals(that.timestamp)
                            && Arrays.equals(value, that.value));
        }

        @Override
        public int hashCode() {
            return 31 * timestamp.hashCode() + Arrays.hashCode(value);
        }

        /** Returns the timestamp and the number of bytes, never the bytes themselves. */
        @Override
        public String toString() {
            return "Entry[" + timestamp + ", " + (value == null ? "removed" : value.length + " bytes") + "]";
        }
    }

    /**
     * Returns a builder for a map whose entries are appended in order.
     *
     * @param entries the maximum number of entries, 0 or more
     * @return an empty builder
     */
    public static Builder builder(int entries) {
        return new Builder(entries);
    }

    /**
     * Returns the last write of a name.
     *
     * @param name the name
     * @return the entry, which may be a removal; null if the name was never written
     */
    public @Nullable Entry get(String name) {
        int index = Arrays.binarySearch(names, name, CodePointOrder.INSTANCE);
        return index < 0 ? null : entries[index];
    }

    /**
     * Returns the bytes of a name.
     *
     * @param name the name
     * @return the bytes, shared with this map; null if the name was removed or never written
     */
    public byte @Nullable [] value(String name) {
        Entry entry = get(name);
        return entry == null ? null : entry.value();
    }

    /**
     * Returns the names that have a value.
     *
     * @return an unmodifiable set that iterates in the order of the names
     */
    public Set<String> names() {
        return new LiveNames(this);
    }

    /**
     * Returns the number of entries, removals included.
     *
     * @return 0 or more
     */
    public int size() {
        return names.length;
    }

    /**
     * Performs an action for each entry, removals included, in the order of the names.
     *
     * @param action receives each name with its entry
     */
    public void forEach(BiConsumer<? super String, ? super Entry> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], entries[i]);
        }
    }

    /**
     * Returns this map merged with changes, each by the rule of {@link Entry#merge}: a change that is older than the
     * present entry has no effect.
     *
     * @param changes the entries by name; keys and values are not null
     * @return the changed map, or this map if nothing changed
     */
    public LwwMap with(Map<String, Entry> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        if (changes.size() == 1) {
            Map.Entry<String, Entry> change = changes.entrySet().iterator().next();
            int index = Arrays.binarySearch(names, change.getKey(), CodePointOrder.INSTANCE);
            if (index >= 0) {
                return with(index, entries[index].merge(change.getValue()));
            }
        }
        Map<String, Entry> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        sorted.putAll(changes);
        Builder changed = builder(sorted.size());
        sorted.forEach(changed::add);
        return merge(changed.build());
    }

    private LwwMap with(int index, Entry entry) {
        if (entries[index].equals(entry)) {
            return this;
        }
        Entry[] changed = entries.clone();
        changed[index] = entry;
        return new LwwMap(names, changed);
    }

    /**
     * Returns the last write of every name in both maps. Commutative, associative and idempotent.
     *
     * @param other the other map
     * @return this map if the other adds nothing to it, the other map if this map adds nothing to it, otherwise a new
     *     map
     */
    public LwwMap merge(LwwMap other) {
        Builder union = builder(names.length + other.names.length);
        int mine = 0;
        int theirs = 0;
        while (mine < names.length && theirs < other.names.length) {
            int order = CodePointOrder.INSTANCE.compare(names[mine], other.names[theirs]);
            if (order < 0) {
                union.add(names[mine], entries[mine++]);
            } else if (order > 0) {
                union.add(other.names[theirs], other.entries[theirs++]);
            } else {
                union.add(names[mine], entries[mine++].merge(other.entries[theirs++]));
            }
        }
        union.addAll(this, mine);
        union.addAll(other, theirs);
        return union.isEqualTo(this) ? this : union.isEqualTo(other) ? other : union.build();
    }

    /**
     * Returns the latest timestamp in this map.
     *
     * @return the largest timestamp of an entry, {@link HybridTimestamp#ZERO} if there are no entries
     */
    public HybridTimestamp latest() {
        HybridTimestamp latest = HybridTimestamp.ZERO;
        for (Entry entry : entries) {
            latest = HybridTimestamp.max(latest, entry.timestamp());
        }
        return latest;
    }

    /**
     * Returns this map without old removals. If a name has been dropped from a copy of the map, that copy no longer
     * wins over a copy from before the removal. The limit must therefore be earlier than any copy that may still exist.
     *
     * @param epochMillis milliseconds since the epoch; removals with an earlier timestamp are dropped
     * @return the smaller map, or this map if there is nothing to drop
     */
    public LwwMap withoutRemovalsBefore(long epochMillis) {
        int first = 0;
        while (first < names.length && !isRemovalBefore(first, epochMillis)) {
            first++;
        }
        if (first == names.length) {
            return this;
        }
        Builder kept = builder(names.length);
        for (int i = 0; i < names.length; i++) {
            if (!isRemovalBefore(i, epochMillis)) {
                kept.add(names[i], entries[i]);
            }
        }
        return kept.build();
    }

    private boolean isRemovalBefore(int index, long epochMillis) {
        return entries[index].isRemoval() && entries[index].timestamp().millis() < epochMillis;
    }

    /**
     * Returns this map with every write ranked below a change, see {@link HybridTimestamp#below}.
     *
     * @param change the timestamp of the change
     * @return the map of the ranked writes, or this map if all of them are earlier than the change
     */
    public LwwMap below(HybridTimestamp change) {
        if (latest().compareTo(change) < 0) {
            return this;
        }
        Entry[] ranked = new Entry[entries.length];
        Arrays.setAll(ranked, i -> new Entry(entries[i].timestamp().below(change), entries[i].value()));
        return new LwwMap(names, ranked);
    }

    String name(int index) {
        return names[index];
    }

    Entry entry(int index) {
        return entries[index];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof LwwMap that
                        && Arrays.equals(names, that.names)
                        && Arrays.equals(entries, that.entries));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(entries);
    }

    /** Returns the numbers of entries, without names or values. */
    @Override
    public String toString() {
        int live = names().size();
        return "LwwMap[" + live + " names, " + (names.length - live) + " removed]";
    }

    /** Builds a map from entries in order. Not thread-safe, and to be used once. */
    public static final class Builder {

        private String[] names;
        private Entry[] entries;
        private int size;

        private Builder(int capacity) {
            names = new String[capacity];
            entries = new Entry[capacity];
        }

        /**
         * Appends an entry if its name comes after the last name in {@link CodePointOrder}.
         *
         * @param name the name
         * @param entry the last write of the name
         * @return false if the name does not come after the last name, in which case the builder is unchanged
         * @throws ArrayIndexOutOfBoundsException if more entries are appended than the builder was created for
         */
        public boolean append(String name, Entry entry) {
            if (size > 0 && CodePointOrder.INSTANCE.compare(names[size - 1], name) >= 0) {
                return false;
            }
            add(name, entry);
            return true;
        }

        private void add(String name, Entry entry) {
            names[size] = Objects.requireNonNull(name, "name");
            entries[size++] = Objects.requireNonNull(entry, "entry");
        }

        private void addAll(LwwMap map, int from) {
            int count = map.names.length - from;
            System.arraycopy(map.names, from, names, size, count);
            System.arraycopy(map.entries, from, entries, size, count);
            size += count;
        }

        /** Compares the entries only. The caller ensures that either side contains all names of the other. */
        private boolean isEqualTo(LwwMap map) {
            return Arrays.equals(entries, 0, size, map.entries, 0, map.entries.length);
        }

        /**
         * Returns the map of the appended entries.
         *
         * @return the map
         */
        public LwwMap build() {
            if (size == 0) {
                return EMPTY;
            }
            if (size == names.length) {
                return new LwwMap(names, entries);
            }
            return new LwwMap(Arrays.copyOf(names, size), Arrays.copyOf(entries, size));
        }
    }
}
