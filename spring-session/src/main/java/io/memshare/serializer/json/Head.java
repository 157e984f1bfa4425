package io.memshare.serializer.json;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The data that a collection or map is created with, beside its elements. */
enum Head {
    NONE {
        @Override
        void write(Object container, ValueWriter out) {}

        @Override
        @Nullable Object read(ValueReader in) {
            return null;
        }
    },
    COMPARATOR {
        @Override
        void write(Object container, ValueWriter out) throws UnfaithfulException {
            Comparators.write(
                    container,
                    container instanceof SortedSet<?> set
                            ? set.comparator()
                            : ((SortedMap<?, ?>) container).comparator(),
                    out);
        }

        @Override
        @Nullable Object read(ValueReader in) throws IOException {
            return Comparators.read(in);
        }
    },
    /** Whether a map is in access order, which can only be observed on a copy. */
    ACCESS_ORDER {
        @Override
        void write(Object container, ValueWriter out) {
            out.json().writeBoolean(isInAccessOrder(container));
        }

        @Override
        Object read(ValueReader in) throws IOException {
            in.next();
            return in.bool();
        }
    },
    /** Whether an immutable list permits nulls, as {@code Stream.toList()} does. */
    NULLABLE {
        @Override
        void write(Object container, ValueWriter out) {
            out.json().writeBoolean(mayHaveNulls((List<?>) container));
        }

        @Override
        Object read(ValueReader in) throws IOException {
            in.next();
            return in.bool();
        }
    },
    /** No data; marks a list that is a view of an array. */
    ARRAY {
        @Override
        void write(Object container, ValueWriter out) throws UnfaithfulException {
            out.meetListOfArray(container);
        }

        @Override
        @Nullable Object read(ValueReader in) {
            return null;
        }
    };

    abstract void write(Object container, ValueWriter out) throws UnfaithfulException;

    abstract @Nullable Object read(ValueReader in) throws IOException;

    private static boolean isInAccessOrder(Object map) {
        @SuppressWarnings("unchecked")
        LinkedHashMap<Object, Object> copy = (LinkedHashMap<Object, Object>) ((LinkedHashMap<?, ?>) map).clone();
        copy.clear();
        copy.put("first", 1);
        copy.put("second", 2);
        copy.get("first");
        return copy.keySet().iterator().next().equals("second");
    }

    private static boolean mayHaveNulls(List<?> list) {
        try {
            boolean unused = list.contains(null);
            return true;
        } catch (NullPointerException ex) {
            return false;
        }
    }
}
