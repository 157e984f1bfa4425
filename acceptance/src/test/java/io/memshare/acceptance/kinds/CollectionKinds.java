package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.AnonymousValues;
import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.ByLength;
import io.memshare.acceptance.shop.Colour;
import io.memshare.acceptance.shop.Records;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists, sets and queues. */
final class CollectionKinds {

    private static final List<String> THREE = List.of("pear", "fig", "apple");

    private CollectionKinds() {}

    static void addTo(Kinds kinds) {
        lists(kinds);
        sets(kinds);
        queues(kinds);
        wrapped(kinds);
        views(kinds);
    }

    private static void lists(Kinds kinds) {
        kinds.add("list: ArrayList", () -> new ArrayList<>(THREE));
        kinds.add("list: ArrayList, empty", ArrayList::new);
        kinds.add("list: ArrayList with nulls", () -> new ArrayList<>(Arrays.asList("a", null)));
        kinds.add(
                "list: ArrayList of all sorts of numbers",
                () -> new ArrayList<>(List.of(1, 1L, (short) 1, (byte) 1, 1f, 1.0)));
        kinds.add("list: ArrayList of dates and texts", () -> new ArrayList<>(List.of(LocalDate.EPOCH, "1970-01-01")));
        kinds.add(
                "list: ArrayList of beans",
                () -> new ArrayList<>(List.of(new Beans.Plain("a", 1), new Beans.Plain("b", 2))));
        kinds.add("list: ArrayList of arrays", () -> new ArrayList<>(List.of(new int[] {1}, new String[] {"a"})));
        kinds.add(
                "list: ArrayList of lists", () -> new ArrayList<>(List.of(new ArrayList<>(), new LinkedList<>(THREE))));
        kinds.add("list: ArrayList in itself", () -> {
            List<Object> list = new ArrayList<>();
            list.add(list);
            return list;
        });
        kinds.add("list: LinkedList", () -> new LinkedList<>(THREE));
        kinds.add("list: Vector", () -> new Vector<>(THREE));
        kinds.add("list: Stack", () -> {
            Stack<String> stack = new Stack<>();
            stack.push("bottom");
            return stack;
        });
        kinds.add("list: List.of()", List::of);
        kinds.add("list: List.of(1)", () -> List.of(1L));
        kinds.add("list: List.of(3)", () -> THREE);
        kinds.add("list: Stream.toList with null", () -> Stream.of("a", null).toList());
        kinds.add("list: Collectors.toUnmodifiableList", () -> THREE.stream().collect(Collectors.toUnmodifiableList()));
        kinds.add("list: Arrays.asList", () -> Arrays.asList("a", "b"));
        kinds.add("list: Arrays.asList of beans", () -> Arrays.asList(new Beans.Plain("a", 1)));
        kinds.add("list: emptyList", Collections::emptyList);
        kinds.add("list: singletonList", () -> Collections.singletonList(new Beans.Plain("a", 1)));
        kinds.add("list: nCopies", () -> Collections.nCopies(3, "x"));
        kinds.add("list: CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(THREE));
        kinds.add("list: anonymous subclass", AnonymousValues::list);
    }

    private static void sets(Kinds kinds) {
        kinds.add("set: HashSet", () -> new HashSet<>(THREE));
        kinds.add(
                "set: HashSet of 200 Longs",
                () -> Stream.iterate(7L, n -> n * 31).limit(200).collect(Collectors.toCollection(HashSet::new)));
        kinds.add("set: HashSet with null", () -> new HashSet<>(Arrays.asList("a", null)));
        kinds.add("set: HashSet of enums", () -> new HashSet<>(List.of(Colour.values())));
        kinds.add(
                "set: HashSet of records",
                () -> new HashSet<>(List.of(new Records.Point(1, 2), new Records.Point(3, 4))));
        kinds.add(
                "set: HashSet of beans without equals",
                () -> new HashSet<>(List.of(new Beans.NoEquals("a"), new Beans.NoEquals("b"))));
        kinds.add("set: HashSet of lists", () -> new HashSet<>(List.of(List.of(1), List.of())));
        kinds.add("set: LinkedHashSet", () -> new LinkedHashSet<>(THREE));
        kinds.add("set: TreeSet", () -> new TreeSet<>(THREE));
        kinds.add("set: TreeSet, reverse", () -> filled(new TreeSet<>(Comparator.<String>reverseOrder())));
        kinds.add(
                "set: TreeSet, reverse of another comparator",
                () -> filled(new TreeSet<>(Collections.reverseOrder(new ByLength()))));
        kinds.add("set: TreeSet, case-insensitive", () -> filled(new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        kinds.add("set: TreeSet, comparator of the application", () -> filled(new TreeSet<>(new ByLength())));
        kinds.add(
                "set: TreeSet, nulls first",
                () -> filled(new TreeSet<>(Comparator.nullsFirst(Comparator.<String>naturalOrder()))));
        kinds.add(
                "set: TreeSet, lambda that is Serializable",
                () -> filled(new TreeSet<>((Comparator<String> & Serializable) (a, b) -> b.compareTo(a))));
        kinds.add("set: TreeSet, lambda", () -> filled(new TreeSet<>((a, b) -> b.compareTo(a))));
        kinds.add("set: EnumSet", () -> EnumSet.of(Colour.BLUE, Colour.RED));
        kinds.add("set: EnumSet, empty", () -> EnumSet.noneOf(Colour.class));
        kinds.add("set: EnumSet of 70 constants", () -> EnumSet.allOf(io.memshare.acceptance.shop.Seat.class));
        kinds.add("set: Set.of()", Set::of);
        kinds.add("set: Set.of(2)", () -> Set.of("a", "b"));
        kinds.add("set: Set.of(5)", () -> Set.of("a", "b", "c", "d", "e"));
        kinds.add("set: Set.of enums", () -> Set.of(Colour.values()));
        kinds.add("set: emptySet", Collections::emptySet);
        kinds.add("set: singleton", () -> Collections.singleton(1L));
        kinds.add("set: CopyOnWriteArraySet", () -> new CopyOnWriteArraySet<>(THREE));
        kinds.add("set: ConcurrentSkipListSet", () -> new ConcurrentSkipListSet<>(THREE));
        kinds.add("set: ConcurrentSkipListSet, comparator", () -> filled(new ConcurrentSkipListSet<>(new ByLength())));
        kinds.add("set: ConcurrentHashMap.newKeySet", () -> filled(ConcurrentHashMap.<String>newKeySet()));
        kinds.add("set: newSetFromMap", () -> filled(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>())));
        kinds.add(
                "set: newSetFromMap of ConcurrentHashMap",
                () -> filled(Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>())));
    }

    private static void queues(Kinds kinds) {
        kinds.add("queue: ArrayDeque", () -> new ArrayDeque<>(THREE));
        kinds.add("queue: PriorityQueue", () -> new PriorityQueue<>(THREE));
        kinds.add(
                "queue: PriorityQueue, reverse", () -> filled(new PriorityQueue<>(Comparator.<String>reverseOrder())));
        kinds.add(
                "queue: PriorityQueue, comparator of the application",
                () -> filled(new PriorityQueue<>(new ByLength())));
        kinds.add("queue: ConcurrentLinkedQueue", () -> new ConcurrentLinkedQueue<>(THREE));
        kinds.add("queue: ConcurrentLinkedDeque", () -> new ConcurrentLinkedDeque<>(THREE));
        kinds.add("queue: LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(THREE));
        kinds.add("queue: LinkedBlockingQueue, bounded", () -> filled(new LinkedBlockingQueue<>(5)));
        kinds.add("queue: LinkedBlockingDeque", () -> new LinkedBlockingDeque<>(THREE));
        kinds.add("queue: ArrayBlockingQueue", () -> filled(new ArrayBlockingQueue<>(5)));
        kinds.add("queue: PriorityBlockingQueue", () -> new PriorityBlockingQueue<>(THREE));
        kinds.add("queue: LinkedTransferQueue", () -> new LinkedTransferQueue<>(THREE));
        kinds.add("queue: DelayQueue", DelayQueue::new);
        kinds.add("queue: asLifoQueue", () -> Collections.asLifoQueue(new ArrayDeque<>(THREE)));
    }

    private static void wrapped(Kinds kinds) {
        kinds.add("wrapped: unmodifiableCollection", () -> Collections.unmodifiableCollection(new ArrayList<>(THREE)));
        kinds.add("wrapped: unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(THREE)));
        kinds.add(
                "wrapped: unmodifiableList of LinkedList", () -> Collections.unmodifiableList(new LinkedList<>(THREE)));
        kinds.add("wrapped: unmodifiableSet", () -> Collections.unmodifiableSet(new LinkedHashSet<>(THREE)));
        kinds.add("wrapped: unmodifiableSortedSet", () -> Collections.unmodifiableSortedSet(new TreeSet<>(THREE)));
        kinds.add(
                "wrapped: unmodifiableNavigableSet", () -> Collections.unmodifiableNavigableSet(new TreeSet<>(THREE)));
        kinds.add("wrapped: synchronizedCollection", () -> Collections.synchronizedCollection(new ArrayList<>(THREE)));
        kinds.add("wrapped: synchronizedList", () -> Collections.synchronizedList(new ArrayList<>(THREE)));
        kinds.add(
                "wrapped: synchronizedList of LinkedList", () -> Collections.synchronizedList(new LinkedList<>(THREE)));
        kinds.add("wrapped: synchronizedSet", () -> Collections.synchronizedSet(new LinkedHashSet<>(THREE)));
        kinds.add("wrapped: synchronizedSortedSet", () -> Collections.synchronizedSortedSet(new TreeSet<>(THREE)));
        kinds.add(
                "wrapped: synchronizedList in a synchronizedList",
                () -> Collections.synchronizedList(
                        new ArrayList<>(List.of(Collections.synchronizedList(new ArrayList<>(THREE))))));
        kinds.add("wrapped: checkedList", () -> Collections.checkedList(new ArrayList<>(THREE), String.class));
        kinds.add("wrapped: checkedSet", () -> Collections.checkedSet(new LinkedHashSet<>(THREE), String.class));
        kinds.add(
                "wrapped: checkedCollection",
                () -> Collections.checkedCollection(new ArrayList<>(THREE), String.class));
        kinds.add("wrapped: checkedSortedSet", () -> Collections.checkedSortedSet(new TreeSet<>(THREE), String.class));
        kinds.add("wrapped: list and its wrapper", () -> {
            List<String> list = new ArrayList<>(THREE);
            return new ArrayList<>(List.of(list, Collections.unmodifiableList(list)));
        });
    }

    private static void views(Kinds kinds) {
        Map<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));
        kinds.add("view: subList", () -> new ArrayList<>(THREE).subList(1, 3));
        kinds.add("view: subList of List.of", () -> THREE.subList(0, 2));
        kinds.add("view: keySet of HashMap", () -> new HashMap<>(map).keySet());
        kinds.add("view: values of HashMap", () -> new HashMap<>(map).values());
        kinds.add("view: entrySet of HashMap", () -> new HashMap<>(map).entrySet());
        kinds.add("view: keySet of TreeMap", () -> new TreeMap<>(map).keySet());
        kinds.add("view: keySet of ConcurrentHashMap", () -> new ConcurrentHashMap<>(map).keySet());
        kinds.add("view: headSet", () -> new TreeSet<>(THREE).headSet("g"));
        kinds.add("view: descendingSet", () -> new TreeSet<>(THREE).descendingSet());
        kinds.add("view: headMap", () -> new TreeMap<>(map).headMap("b"));
        kinds.add("view: descendingMap", () -> new TreeMap<>(map).descendingMap());
        kinds.add(
                "view: tailMap of ConcurrentSkipListMap",
                () -> new java.util.concurrent.ConcurrentSkipListMap<>(map).tailMap("b"));
        kinds.add("view: Map.entry", () -> Map.entry("a", 1));
        kinds.add(
                "view: entry of a HashMap",
                () -> new HashMap<>(Map.of("a", 1)).entrySet().iterator().next());
    }

    private static <C extends Collection<String>> C filled(C collection) {
        collection.addAll(THREE);
        return collection;
    }
}
