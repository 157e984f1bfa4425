package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.shop.Shop;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.chrono.JapaneseDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of values of the JDK beyond the usual ones, in each choice of forms. */
class JdkKindTests {

    static Stream<Object> values() throws Exception {
        return Stream.of(dates(), scalars(), collections(), wrappers(), concurrent())
                .flatMap(kinds -> kinds);
    }

    private static Stream<Object> dates() {
        java.sql.Timestamp timestamp = new java.sql.Timestamp(1_700_000_000_000L);
        timestamp.setNanos(123_456_789);
        return Stream.of(
                timestamp,
                new java.sql.Date(1_700_000_000_000L),
                new java.sql.Time(1_700_000_000_000L),
                new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY),
                new SimpleTimeZone(3_600_000, "mine"),
                JapaneseDate.of(2026, 1, 2),
                ThaiBuddhistDate.of(2569, 1, 2),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                WeekFields.ISO,
                ChronoUnit.DAYS);
    }

    private static Stream<Object> scalars() throws Exception {
        return Stream.of(
                new StringBuilder("text"),
                new StringBuffer("text"),
                BitSet.valueOf(new long[] {5, 0, 7}),
                InetAddress.getByAddress("host.invalid", new byte[] {10, 0, 0, 1}),
                InetAddress.getByAddress(new byte[16]),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 80),
                new File("/tmp/x"),
                Pattern.compile("a+b", Pattern.CASE_INSENSITIVE),
                new Locale("no", "NO", "NY"),
                BigInteger.TEN.pow(20_000),
                new BigDecimal(BigInteger.TEN.pow(20_000), 3),
                MathContext.DECIMAL64,
                Thread.State.BLOCKED,
                String.class,
                int.class,
                Shop.Item[].class);
    }

    private static Stream<Object> collections() {
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        Map<Object, Object> identities = new IdentityHashMap<>();
        identities.put("a", 1);
        Stack<Object> stack = new Stack<>();
        stack.push("a");
        return Stream.of(
                properties,
                stack,
                identities,
                new PriorityQueue<>(List.of(3, 1, 2)),
                new AbstractMap.SimpleEntry<>("a", 1),
                new AbstractMap.SimpleImmutableEntry<>("a", 1),
                new TreeSet<>(Comparator.<String>reverseOrder()),
                new TreeMap<>(Comparator.nullsFirst(Comparator.<String>naturalOrder())),
                EnumSet.allOf(Shop.Color.class),
                new EnumMap<>(Map.of(Shop.Color.RED, "r")),
                Collections.nCopies(3, "x"),
                Collections.nCopies(0, "x"),
                new ArrayList<>(List.of(Collections.nCopies(2, new Shop.Box(1L)))));
    }

    private static Stream<Object> wrappers() {
        Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));
        return Stream.of(
                Collections.unmodifiableCollection(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
                Collections.unmodifiableNavigableMap(new TreeMap<>(map)),
                Collections.synchronizedSortedMap(new TreeMap<>(map)),
                Collections.synchronizedNavigableSet(new TreeSet<>(List.of(1))),
                Collections.checkedList(new ArrayList<>(List.of("a")), String.class),
                Collections.checkedMap(new HashMap<>(map), String.class, Integer.class),
                setFromMap(),
                Collections.asLifoQueue(new ArrayDeque<>(List.of("a", "b"))),
                Collections.emptyNavigableMap(),
                Collections.emptySortedSet());
    }

    private static Stream<Object> concurrent() {
        LongAdder adder = new LongAdder();
        adder.add(5);
        return Stream.of(
                new ConcurrentLinkedQueue<>(List.of("a")),
                new ConcurrentLinkedDeque<>(List.of("a")),
                new LinkedBlockingQueue<>(List.of("a")),
                new LinkedBlockingDeque<>(List.of("a")),
                new ArrayBlockingQueue<>(5, false, List.of("a")),
                new PriorityBlockingQueue<>(List.of("b", "a")),
                new ConcurrentSkipListMap<>(Map.of("a", 1)),
                new ConcurrentSkipListSet<>(List.of("a")),
                new CopyOnWriteArraySet<>(List.of("a")),
                keySetView(),
                new AtomicReference<>("a"),
                new AtomicIntegerArray(new int[] {1, 2}),
                adder);
    }

    private static Object setFromMap() {
        var set = Collections.newSetFromMap(new LinkedHashMap<String, Boolean>());
        set.add("a");
        return set;
    }

    private static Object keySetView() {
        var keys = ConcurrentHashMap.<String>newKeySet();
        keys.add("a");
        return keys;
    }

    static Stream<Arguments> kinds() throws Exception {
        return values().flatMap(value -> Stream.of(Serialization.values())
                .map(serialization -> Arguments.of(value.getClass().getName(), serialization, value)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("kinds")
    void isTheSameAfterwards(String type, Serialization serialization, Object value) {
        AttributeSerializer serializer = FormSerializer.builder()
                .serialization(serialization)
                .allowPackages(List.of(FormSerializerContract.SHOP))
                .build();
        byte[] bytes = serializer.encode(value);
        Object decoded = serializer.decode(bytes);
        assertThat(decoded.getClass()).isEqualTo(value.getClass());
        assertThat(Objects.equals(decoded, value) || decoded.toString().equals(value.toString()))
                .as("%s is %s", decoded, value)
                .isTrue();
        byte[] again = serializer.encode(decoded);
        assertThat(again).isEqualTo(Arrays.equals(again, bytes) ? bytes : serializer.encode(serializer.decode(bytes)));
    }

    static Stream<Object> views() {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        return Stream.of(
                new ArrayList<>(List.of("a", "b")).subList(0, 1),
                map.keySet(),
                map.values(),
                map.entrySet(),
                Collections.unmodifiableMap(map).entrySet(),
                new HashSet<>(List.of(new Object())),
                Map.entry("a", 1),
                new TreeMap<>(map).headMap("b").keySet(),
                (Runnable & java.io.Serializable) () -> {},
                Thread.currentThread(),
                new Object() {});
    }

    @ParameterizedTest
    @MethodSource("views")
    void isRefusedWithAReasonAndAWayOut(Object value) {
        for (Serialization serialization : Serialization.values()) {
            AttributeSerializer serializer =
                    FormSerializer.builder().serialization(serialization).build();
            assertThatThrownBy(() -> serializer.encode(value))
                    .isInstanceOf(AttributeSerializationException.class)
                    .hasMessageMatching("(?s).*( is not Serializable: | is generated at run time| is never kept"
                            + " |allowed-types=).*");
        }
    }
}
