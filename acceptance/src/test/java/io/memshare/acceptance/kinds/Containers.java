package io.memshare.acceptance.kinds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;

/** Tells of collections and maps what their elements do not tell. */
final class Containers {

    private Containers() {}

    /** Tells whether the order of the elements means nothing. */
    static boolean isUnordered(Collection<?> collection) {
        String name = collection.getClass().getName();
        return collection instanceof HashSet<?> && !(collection instanceof LinkedHashSet<?>)
                || name.startsWith("java.util.ImmutableCollections$Set")
                || name.contains("ConcurrentHashMap$")
                || name.startsWith("org.hibernate.collection.spi.PersistentSet");
    }

    /** Tells whether the order of the entries means nothing. */
    static boolean isUnordered(Map<?, ?> map) {
        return map instanceof HashMap<?, ?> && !(map instanceof LinkedHashMap<?, ?>)
                || map instanceof Hashtable<?, ?>
                || map instanceof ConcurrentHashMap<?, ?>
                || map instanceof IdentityHashMap<?, ?>
                || map.getClass().getName().startsWith("java.util.ImmutableCollections$Map");
    }

    /** The elements, those of a priority queue as it would give them away. */
    static List<?> inOrder(Collection<?> collection) {
        List<Object> elements = new ArrayList<>(collection);
        if (collection instanceof PriorityQueue<?> queue) {
            sort(elements, queue.comparator());
        } else if (collection instanceof PriorityBlockingQueue<?> queue) {
            sort(elements, queue.comparator());
        }
        return elements;
    }

    @SuppressWarnings("unchecked")
    private static void sort(List<Object> elements, Comparator<?> comparator) {
        elements.sort((Comparator<Object>) comparator);
    }

    /** The comparator, the capacity or the order of access. */
    static String manner(Object container) {
        if (container instanceof SortedSet<?> set) {
            return "<" + Portrait.of(set.comparator()) + ">";
        } else if (container instanceof SortedMap<?, ?> map) {
            return "<" + Portrait.of(map.comparator()) + ">";
        } else if (container instanceof PriorityQueue<?> queue) {
            return "<" + Portrait.of(queue.comparator()) + ">";
        } else if (container instanceof PriorityBlockingQueue<?> queue) {
            return "<" + Portrait.of(queue.comparator()) + ">";
        } else if (container instanceof BlockingQueue<?> queue) {
            return "<" + queue.remainingCapacity() + ">";
        } else if (container instanceof LinkedHashMap<?, ?> map) {
            return ordersByAccess(map) ? "<by access>" : "";
        }
        return "";
    }

    @SuppressWarnings("unchecked")
    private static boolean ordersByAccess(LinkedHashMap<?, ?> map) {
        LinkedHashMap<Object, Object> probe = (LinkedHashMap<Object, Object>) map.clone();
        probe.clear();
        probe.put("first", 1);
        probe.put("second", 2);
        probe.get("first");
        return probe.keySet().iterator().next().equals("second");
    }

    static boolean finds(Set<?> set, Object element) {
        return set.contains(element);
    }

    static boolean finds(Map<?, ?> map, Map.Entry<?, ?> entry) {
        return map.containsKey(entry.getKey());
    }
}
