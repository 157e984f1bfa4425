package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.ByLength;
import io.memshare.acceptance.shop.Colour;
import io.memshare.acceptance.shop.Operation;
import io.memshare.acceptance.shop.Records;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Maps. */
final class MapKinds {

    private static final UUID ID = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    private MapKinds() {}

    static void addTo(Kinds kinds) {
        keys(kinds);
        classes(kinds);
        sorted(kinds);
        wrapped(kinds);
    }

    private static void keys(Kinds kinds) {
        kinds.add("map: HashMap", () -> new HashMap<>(Map.of("a", 1, "b", 2L)));
        kinds.add("map: HashMap, empty", HashMap::new);
        kinds.add(
                "map: HashMap of mixed values",
                () -> new HashMap<>(Map.of(
                        "a", LocalDate.EPOCH, "b", "1970-01-01", "c", new Beans.Plain("x", 1), "d", List.of(1L))));
        kinds.add("map: key Long", () -> keyed(1L, 2L));
        kinds.add("map: key Integer", () -> keyed(1, 2));
        kinds.add("map: key Integer and Long alike", () -> keyed(1, 1L));
        kinds.add("map: key String and Integer alike", () -> keyed("1", 1));
        kinds.add("map: key Short and Byte", () -> keyed((short) 1, (byte) 1));
        kinds.add("map: key Double", () -> keyed(0.1, Double.NaN));
        kinds.add("map: key Boolean", () -> keyed(true, false));
        kinds.add("map: key Character", () -> keyed('a', '\u0000'));
        kinds.add("map: key BigDecimal", () -> keyed(new BigDecimal("1.0"), new BigDecimal("1.00")));
        kinds.add("map: key UUID", () -> keyed(ID, "x"));
        kinds.add("map: key enum", () -> keyed(Colour.RED, Colour.BLUE));
        kinds.add("map: key enum with body", () -> keyed(Operation.PLUS, Operation.TIMES));
        kinds.add("map: key LocalDate", () -> keyed(LocalDate.EPOCH, LocalDate.MAX));
        kinds.add("map: key YearMonth", () -> keyed(YearMonth.of(2026, 1), YearMonth.of(2026, 2)));
        kinds.add("map: key Date", () -> keyed(new Date(1), new Date(2)));
        kinds.add("map: key null", () -> keyed(null, "x"));
        kinds.add("map: key Class", () -> keyed(String.class, Beans.Plain.class));
        kinds.add("map: key URI", () -> keyed(URI.create("a:b"), URI.create("/x")));
        kinds.add("map: key URL", () -> keyed(new URL("http://127.0.0.1/a"), new URL("http://127.0.0.1/b")));
        kinds.add("map: key Locale and Currency", () -> keyed(Locale.GERMANY, Currency.getInstance("EUR")));
        kinds.add("map: key record", () -> keyed(new Records.Point(1, 2), new Records.Point(2, 1)));
        kinds.add("map: key bean", () -> keyed(new Beans.Plain("a", 1), new Beans.Plain("b", 1)));
        kinds.add("map: key bean without equals", () -> keyed(new Beans.NoEquals("a"), new Beans.NoEquals("b")));
        kinds.add("map: key List", () -> keyed(List.of(1, 2), Arrays.asList("a", null)));
        kinds.add("map: key Map", () -> keyed(Map.of("a", 1), new HashMap<>(Map.of("b", 2))));
        kinds.add(
                "map: keys that JSON gives a meaning",
                () -> new LinkedHashMap<>(
                        Map.of("@class", "java.io.File", "@type", "x", "", "empty", "a.b", 1, "$ref", 2)));
        kinds.add("map: null value", () -> new HashMap<>(Collections.singletonMap("a", null)));
        kinds.add("map: lists as values", () -> new TreeMap<>(Map.of("a", List.of(1L), "b", List.of())));
        kinds.add("map: beans by Long", () -> new HashMap<>(Map.of(1L, new Beans.Plain("a", 1))));
        kinds.add("map: maps by UUID", () -> new HashMap<>(Map.of(ID, new TreeMap<>(Map.of(1L, Colour.RED)))));
    }

    private static void classes(Kinds kinds) {
        kinds.add("map: LinkedHashMap", () -> filled(new LinkedHashMap<>()));
        kinds.add("map: LinkedHashMap in the order of access", () -> {
            Map<String, Integer> map = filled(new LinkedHashMap<>(16, 0.75f, true));
            map.get("pear");
            return map;
        });
        kinds.add("map: LinkedHashMap in the order of access, empty", () -> new LinkedHashMap<>(16, 0.75f, true));
        kinds.add("map: EnumMap", () -> new EnumMap<>(Map.of(Colour.BLUE, 1, Colour.RED, 2)));
        kinds.add("map: EnumMap, empty", () -> new EnumMap<>(Colour.class));
        kinds.add("map: EnumMap of constants with bodies", () -> new EnumMap<>(Map.of(Operation.TIMES, 1L)));
        kinds.add("map: IdentityHashMap", () -> {
            Map<Object, Object> map = new IdentityHashMap<>();
            map.put(Colour.RED, "a");
            map.put(Colour.BLUE, "b");
            return map;
        });
        kinds.add("map: WeakHashMap", () -> new WeakHashMap<>(Map.of("a", 1)));
        kinds.add("map: Hashtable", () -> filled(new Hashtable<>()));
        kinds.add("map: ConcurrentHashMap", () -> filled(new ConcurrentHashMap<>()));
        kinds.add("map: ConcurrentHashMap by Long", () -> new ConcurrentHashMap<>(Map.of(1L, "a")));
        kinds.add("map: Map.of()", Map::of);
        kinds.add("map: Map.of(1)", () -> Map.of("a", 1L));
        kinds.add("map: Map.of(5)", () -> Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5));
        kinds.add("map: Map.of by enum", () -> Map.of(Colour.RED, 1, Colour.BLUE, 2));
        kinds.add("map: in itself", () -> {
            Map<String, Object> map = new HashMap<>();
            map.put("me", map);
            return map;
        });
        kinds.add("map: SimpleEntry", () -> new AbstractMap.SimpleEntry<>("a", 1L));
        kinds.add("map: SimpleImmutableEntry", () -> new AbstractMap.SimpleImmutableEntry<>(1L, "a"));
    }

    private static void sorted(Kinds kinds) {
        kinds.add("map: TreeMap", () -> filled(new TreeMap<>()));
        kinds.add("map: TreeMap by Long", () -> new TreeMap<>(Map.of(1L, "a", 2L, "b")));
        kinds.add("map: TreeMap, reverse", () -> filled(new TreeMap<>(Comparator.<String>reverseOrder())));
        kinds.add(
                "map: TreeMap, Collections.reverseOrder",
                () -> filled(new TreeMap<>(Collections.<String>reverseOrder())));
        kinds.add("map: TreeMap, case-insensitive", () -> filled(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        kinds.add("map: TreeMap, comparator of the application", () -> filled(new TreeMap<>(new ByLength())));
        kinds.add("map: ConcurrentSkipListMap", () -> filled(new ConcurrentSkipListMap<>()));
        kinds.add(
                "map: ConcurrentSkipListMap, reverse",
                () -> filled(new ConcurrentSkipListMap<>(Comparator.<String>reverseOrder())));
    }

    private static void wrapped(Kinds kinds) {
        kinds.add("wrapped: emptyMap", Collections::emptyMap);
        kinds.add("wrapped: singletonMap", () -> Collections.singletonMap(1L, "a"));
        kinds.add("wrapped: unmodifiableMap", () -> Collections.unmodifiableMap(filled(new LinkedHashMap<>())));
        kinds.add("wrapped: unmodifiableMap by Long", () -> Collections.unmodifiableMap(new TreeMap<>(Map.of(1L, 2L))));
        kinds.add("wrapped: unmodifiableSortedMap", () -> Collections.unmodifiableSortedMap(filled(new TreeMap<>())));
        kinds.add("wrapped: synchronizedMap", () -> Collections.synchronizedMap(filled(new LinkedHashMap<>())));
        kinds.add("wrapped: synchronizedMap by UUID", () -> Collections.synchronizedMap(new HashMap<>(Map.of(ID, 1))));
        kinds.add("wrapped: synchronizedSortedMap", () -> Collections.synchronizedSortedMap(filled(new TreeMap<>())));
        kinds.add(
                "wrapped: checkedMap",
                () -> Collections.checkedMap(filled(new LinkedHashMap<>()), String.class, Integer.class));
    }

    private static Map<Object, Object> keyed(Object one, Object other) {
        Map<Object, Object> map = new HashMap<>();
        map.put(one, "one");
        map.put(other, "other");
        return map;
    }

    private static <M extends Map<String, Integer>> M filled(M map) {
        map.put("pear", 1);
        map.put("fig", 2);
        map.put("apple", 3);
        return map;
    }
}
