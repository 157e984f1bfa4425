package io.memshare.serializer.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the order in which a sorted collection had them. The JDK copies them without comparing, as Java
 * serialization does: keys that were changed after they were added may be equal or in another order by now, and would
 * be lost. The copy uses nothing but the order, the size and the comparator.
 */
@SuppressWarnings("JdkObsolete") // a NavigableSet would have methods that nothing calls
final class StoredOrder {

    private StoredOrder() {}

    /** The elements of a set. */
    static final class OfElements extends AbstractSet<@Nullable Object> implements SortedSet<@Nullable Object> {

        private final @Nullable Comparator<@Nullable Object> comparator;
        private final List<@Nullable Object> elements;

        OfElements(@Nullable Comparator<@Nullable Object> comparator, List<@Nullable Object> elements) {
            this.comparator = comparator;
            this.elements = elements;
        }

        @Override
        public @Nullable Comparator<? super @Nullable Object> comparator() {
            return comparator;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            return elements.iterator();
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public SortedSet<@Nullable Object> subSet(@Nullable Object from, @Nullable Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<@Nullable Object> headSet(@Nullable Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<@Nullable Object> tailSet(@Nullable Object from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object first() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object last() {
            throw new UnsupportedOperationException();
        }
    }

    /** The entries of a map. */
    static final class OfEntries extends AbstractMap<@Nullable Object, @Nullable Object>
            implements SortedMap<@Nullable Object, @Nullable Object> {

        private final @Nullable Comparator<@Nullable Object> comparator;
        private final List<Map.Entry<@Nullable Object, @Nullable Object>> entries;

        OfEntries(
                @Nullable Comparator<@Nullable Object> comparator,
                List<Map.Entry<@Nullable Object, @Nullable Object>> entries) {
            this.comparator = comparator;
            this.entries = entries;
        }

        @Override
        public @Nullable Comparator<? super @Nullable Object> comparator() {
            return comparator;
        }

        @Override
        public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<@Nullable Object, @Nullable Object>> iterator() {
                    return entries.iterator();
                }

                @Override
                public int size() {
                    return entries.size();
                }
            };
        }

        @Override
        public SortedMap<@Nullable Object, @Nullable Object> subMap(@Nullable Object from, @Nullable Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedMap<@Nullable Object, @Nullable Object> headMap(@Nullable Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedMap<@Nullable Object, @Nullable Object> tailMap(@Nullable Object from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object firstKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object lastKey() {
            throw new UnsupportedOperationException();
        }
    }
}
