package io.memshare.serializer.jdk;

import io.memshare.serializer.Watch;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the references held by every object of a value. While it still matches, the value would be written as
 * the same bytes, and checking it takes a small fraction of the time that writing takes. It covers values that are not
 * very large and consist only of objects of known kinds.
 */
final class Contents {

    static final Object END = new Object();

    private final Object[] objects;
    private final ContentKind[] kinds;
    private final @Nullable Object[] contents;

    private Contents(ContentCollector found) {
        this.objects = found.objects.toArray();
        this.kinds = found.kinds.toArray(ContentKind[]::new);
        this.contents = found.contents.toArray();
    }

    /**
     * Starts to watch a value.
     *
     * @param value the value
     * @param classes all classes of objects in its stream, with their superclasses
     * @param objects the class of each object that the stream describes
     * @return a watch, which watches nothing if the contents cannot be determined
     */
    static Watch watch(Object value, Collection<Class<?>> classes, List<Class<?>> objects) {
        Contents contents = of(value, classes, objects);
        if (contents == null) {
            return Watch.NOTHING;
        }
        boolean all = areAllState(classes);
        return new Watch(() -> !contents.areUnchanged(), () -> all && contents.areUnchanged());
    }

    private static @Nullable Contents of(Object value, Collection<Class<?>> classes, List<Class<?>> objects) {
        for (Class<?> type : classes) {
            if (ContentKinds.of(type) == UnknownContents.UNKNOWN) {
                return null;
            }
        }
        try {
            ContentCollector found = new ContentCollector();
            return found.collect(value) && found.described == described(objects) ? new Contents(found) : null;
        } catch (RuntimeException ex) {
            return null;
        }
    }

    /**
     * Returns how many objects have fields to visit. If the stream describes more objects than were visited, at least a
     * single object is out of reach, such as the comparator of a set within an unmodifiable set.
     */
    private static int described(List<Class<?>> objects) {
        int count = 0;
        for (Class<?> type : objects) {
            count += hasFields(ContentKinds.of(type)) ? 1 : 0;
        }
        return count;
    }

    static boolean hasFields(ContentKind kind) {
        return kind instanceof FieldContents fields && !fields.isEmpty();
    }

    /** Returns whether no object has state that is not written. */
    private static boolean areAllState(Collection<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (ContentKinds.of(type) instanceof FieldContents fields && !fields.areAllState()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether all objects contain the same references as before. If false, the value may still be written as
     * the same bytes.
     */
    private boolean areUnchanged() {
        Comparer comparer = new Comparer();
        try {
            for (int i = 0; i < objects.length; i++) {
                if (!kinds[i].visit(objects[i], comparer) || !comparer.visit(END, false)) {
                    return false;
                }
            }
        } catch (RuntimeException ex) {
            // Another thread is changing the value right now.
            return false;
        }
        return true;
    }

    /** Compares the current contents with the snapshot. */
    private final class Comparer implements ContentKind.Visitor {

        private int position;

        @Override
        public boolean visit(@Nullable Object content, boolean primitive) {
            Object before = contents[position++];
            return primitive ? content != null && content.equals(before) : content == before;
        }
    }
}
