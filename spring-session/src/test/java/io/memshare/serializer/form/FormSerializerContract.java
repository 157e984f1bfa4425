package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.shop.Kinds;
import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Trap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every choice of forms. */
abstract class FormSerializerContract {

    static final String SHOP = "io.memshare.serializer.shop";

    final AttributeSerializer serializer = create();

    abstract AttributeSerializer create();

    static Stream<Arguments> values() {
        return Stream.of(scalars(), times(), collections(), arrays(), ofTheApplication())
                .flatMap(values ->
                        values.map(value -> Arguments.of(value.getClass().getTypeName(), value)));
    }

    static Stream<Object> scalars() {
        return Stream.of(
                "",
                "text \u0000 \uD83D\uDE00 \"",
                true,
                'x',
                (byte) -1,
                (short) -2,
                3,
                4L,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                1.5f,
                2.5,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                Double.MIN_VALUE,
                new BigDecimal("1.10"),
                new BigDecimal("1E+30"),
                new BigDecimal(BigInteger.valueOf(12), Integer.MIN_VALUE),
                new BigDecimal(BigInteger.valueOf(12), Integer.MIN_VALUE + 1),
                new BigDecimal(BigInteger.TEN.pow(400), Integer.MIN_VALUE + 300),
                new BigDecimal(BigInteger.TEN.pow(400), Integer.MAX_VALUE),
                new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE),
                new BigInteger("9".repeat(900)),
                UUID.fromString("8d0a4f0e-51c3-4d62-9e1d-6d4b1f1c2a3b"),
                URI.create("https://example.org/a?b=c#d"),
                Currency.getInstance("EUR"),
                Locale.GERMANY,
                Locale.forLanguageTag("zh-Hant-TW"),
                TimeUnit.DAYS);
    }

    static Stream<Object> times() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime secondTwoOClock = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 123456789);
        return Stream.of(
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                Instant.EPOCH,
                LocalDate.of(2026, 2, 28),
                LocalTime.NOON,
                LocalTime.of(1, 2, 3, 4),
                secondTwoOClock,
                ZonedDateTime.of(secondTwoOClock, berlin),
                ZonedDateTime.ofLocal(secondTwoOClock, berlin, ZoneOffset.ofHours(1)),
                ZonedDateTime.of(secondTwoOClock, ZoneId.of("UTC")),
                ZonedDateTime.of(secondTwoOClock, ZoneOffset.UTC),
                OffsetDateTime.of(secondTwoOClock, ZoneOffset.ofHoursMinutes(5, 30)),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.MIN),
                berlin,
                ZoneId.of("UTC"),
                ZoneOffset.ofHours(-3),
                Duration.ofSeconds(1, 5),
                Period.of(1, 2, 3),
                Year.of(2026),
                YearMonth.of(2026, 7),
                YearMonth.of(9999, 12),
                YearMonth.of(10_000, 1),
                YearMonth.of(Year.MAX_VALUE, 1),
                YearMonth.of(Year.MIN_VALUE, 1),
                Year.of(Year.MIN_VALUE),
                Instant.MIN,
                Instant.MAX,
                LocalDate.MAX,
                LocalDateTime.MIN,
                OffsetDateTime.MAX,
                OffsetTime.MAX,
                ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.UTC),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE, 1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofSeconds(-1, 1),
                Period.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE),
                MonthDay.of(2, 29),
                DayOfWeek.FRIDAY,
                new Date(1_700_000_000_123L),
                TimeZone.getTimeZone("Europe/Paris"));
    }

    static Stream<Object> collections() {
        List<Object> mixed =
                new ArrayList<>(Arrays.asList(1, 2L, "3", null, 4.0, new BigDecimal("5.00"), LocalDate.EPOCH));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("a", List.of(Map.of("deep", Set.of('c'))));
        map.put("@class", "java.io.File");
        map.put("none", null);
        return Stream.of(
                mixed,
                map,
                new HashMap<>(map),
                new TreeMap<>(map),
                new ConcurrentSkipListMap<>(Map.of("k", 1)),
                new ConcurrentHashMap<>(Map.of("k", 1, "l", 2L)),
                new LinkedList<>(List.of(1, 2)),
                new Vector<>(List.of(1L)),
                new CopyOnWriteArrayList<>(List.of("a")),
                new HashSet<>(List.of("b", "a", "c")),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new TreeSet<>(List.of(2L, 1L)),
                new HashSet<>(List.of(Shop.Color.GREEN, Shop.Color.RED)),
                new HashSet<>(Arrays.asList(1, "mixed", null)),
                EnumSet.of(Shop.Color.GREEN),
                EnumSet.noneOf(Shop.Color.class),
                new EnumMap<>(Map.of(Shop.Color.RED, 1L)),
                List.of(),
                List.of(1L),
                List.of(1, 2L),
                List.of(1, 2, 3),
                Stream.of("a", null, "b").toList(),
                Set.of(),
                Set.of("a"),
                Set.of("a", "b", "c", "d"),
                Map.of(),
                Map.of("a", 1L),
                Map.of("a", 1L, "b", 2, "c", 3),
                Arrays.asList("a", null),
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonList(1L),
                Collections.singleton(1L),
                Collections.singletonMap("a", 1L),
                Collections.unmodifiableList(new ArrayList<>(mixed)),
                Collections.unmodifiableList(new LinkedList<>(mixed)),
                Collections.unmodifiableSet(new LinkedHashSet<>(List.of("z", "a"))),
                Collections.unmodifiableMap(map),
                Collections.synchronizedList(new ArrayList<>(mixed)),
                Collections.synchronizedSet(new LinkedHashSet<>(mixed)),
                Collections.synchronizedMap(map));
    }

    static Stream<Object> arrays() {
        return Stream.of(
                new byte[] {0, -1, 127},
                new int[] {1, -2},
                new long[] {Long.MIN_VALUE},
                new double[] {Double.NaN, 1.5},
                new float[] {1.5f},
                new short[] {1},
                new boolean[] {true, false},
                new char[] {'a', '\u0000'},
                new String[] {"a", null},
                new String[0],
                new int[][] {{1}, {}},
                new Object[] {1, 2L, "x", LocalDate.EPOCH, null},
                new Long[] {1L, null},
                new LocalDate[] {LocalDate.EPOCH},
                new Shop.Item[] {item("a")},
                new Shop.Payment[] {new Shop.Voucher(1, OffsetDateTime.MIN)},
                new Shop.Color[] {Shop.Color.GREEN});
    }

    static Stream<Object> ofTheApplication() {
        Shop.Payment card =
                new Shop.Card("1", ZonedDateTime.of(LocalDateTime.of(2026, 7, 1, 0, 0), ZoneId.of("Asia/Tokyo")));
        EnumMap<Shop.Color, Shop.Payment> byColor = new EnumMap<>(Shop.Color.class);
        byColor.put(Shop.Color.GREEN, card);
        return Stream.of(
                Shop.Color.RED,
                Shop.Color.GREEN,
                item("x"),
                card,
                new Shop.Box(card),
                new Shop.Box(null),
                new Shop.Box(new Shop.Box(List.of(1L, item("y")))),
                new Shop.Cart(),
                new Shop.Cart().add(item("a")).add(item("b")).extra("l", 5L).extra("p", List.of(card)),
                new Shop.GiftCart().greeting("hello").add(item("g")),
                new Shop.PlainList(),
                new ArrayList<>(List.of(item("a"), Shop.Color.GREEN)),
                Shop.Tag.set("a", "b", "c", "d"));
    }

    static Shop.Item item(String name) {
        Shop.Price price = new Shop.Price(new BigDecimal("9.90"), Currency.getInstance("JPY"));
        return new Shop.Item(name, price, Shop.Color.GREEN, LocalDate.of(2026, 1, 31));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void isTheSameAfterwards(String type, Object value) {
        byte[] bytes = serializer.encode(value);
        Object decoded = create().decode(bytes);

        assertThat(Objects.deepEquals(decoded, value))
                .as("%s is %s", decoded, value)
                .isTrue();
        assertThat(decoded.getClass()).isEqualTo(value.getClass());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void anUnchangedValueEncodesToEqualBytes(String type, Object value) {
        byte[] bytes = serializer.encode(value);
        byte[] copy = bytes.clone();
        Object decoded = serializer.decode(bytes);
        byte[] again = serializer.encode(decoded);

        // Sets without an order of their own may be written in another one, which a second look tells from a change.
        assertThat(again).isEqualTo(Arrays.equals(again, copy) ? copy : serializer.encode(serializer.decode(copy)));
        assertThat(again).hasSameSizeAs(copy);
        assertThat(bytes).isEqualTo(copy);
    }

    @Test
    void valuesWithoutEqualsAreTheSameAfterwards() {
        assertThat(((AtomicInteger) again(new AtomicInteger(5))).get()).isEqualTo(5);
        assertThat(((AtomicLong) again(new AtomicLong(5))).get()).isEqualTo(5);
        assertThat(again(new ArrayDeque<>(List.of(1, 2L))))
                .isInstanceOf(ArrayDeque.class)
                .hasToString("[1, 2]");
        assertThat(again(new PriorityQueue<>(List.of(3, 1, 2))))
                .isInstanceOf(PriorityQueue.class)
                .hasToString("[1, 3, 2]");
        assertThat(again(Collections.unmodifiableCollection(new ArrayList<>(List.of(1L)))))
                .hasSameClassAs(Collections.unmodifiableCollection(List.of()))
                .hasToString("[1]");
    }

    Object again(Object value) {
        return serializer.decode(serializer.encode(value));
    }

    @Test
    void declaredTypesNeedNoTypeIds() {
        EnumMap<Shop.Color, Shop.Payment> byColor = new EnumMap<>(Shop.Color.class);
        byColor.put(Shop.Color.RED, new Shop.Voucher(1, OffsetDateTime.MAX));
        Shop.Declared value = new Shop.Declared(
                Map.of(1, item("a"), 2, item("b")),
                new HashMap<>(Map.of(LocalDate.EPOCH, Shop.Color.GREEN)),
                byColor,
                EnumSet.allOf(Shop.Color.class),
                List.of(new Shop.Voucher(2, OffsetDateTime.MIN)),
                new int[][] {{1, 2}, {3}},
                5L,
                LocalDate.EPOCH);

        assertThat(again(value)).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void keysThatAreTooManyToBeReadAreRefusedWhenEncoded() {
        for (int days : new int[] {10_000, 20_000}) {
            List<LocalDate> dates = Stream.iterate(LocalDate.EPOCH, day -> day.plusDays(1))
                    .limit(days)
                    .toList();
            for (Object value : List.of(
                    new HashSet<>(dates),
                    new HashMap<>(dates.stream().collect(Collectors.toMap(day -> day, LocalDate::toString))))) {
                if (days < 14_000) {
                    assertThat(again(value)).isEqualTo(value);
                } else {
                    assertThatThrownBy(() -> serializer.encode(value))
                            .isInstanceOf(AttributeSerializationException.class)
                            .hasMessageContaining("too many keys that may have the same hash code");
                }
            }
        }
    }

    @Test
    void arraysOfTooManyDimensionsAreRefusedWhenEncoded() {
        assertThat(again(new int[1][1][1][1][1][1][1][0])).isInstanceOf(int[][][][][][][][].class);
        assertThatThrownBy(() -> serializer.encode(new int[1][1][1][1][1][1][1][1][0]))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("has more than 8 dimensions");
    }

    @Test
    void typesOutsideTheAllowListAreRefusedWhenEncoded() {
        for (Object value : List.of(
                new Trap(),
                new ArrayList<>(List.of(new Trap())),
                new HashMap<>(Map.of("k", new Trap())),
                new Shop.Box(new Trap()),
                new Trap[] {new Trap()},
                new Object[] {new Trap()},
                List.of(List.of(new Trap())))) {
            assertThatThrownBy(() -> serializer.encode(value))
                    .isInstanceOf(AttributeSerializationException.class)
                    .hasMessageContaining("io.memshare.serializer.shopping.Trap")
                    .hasMessageContaining("memshare.session.allowed-types=io.memshare.serializer.shopping.Trap");
        }
    }

    @Test
    void aTypeIsRefusedEachTimeAndAlsoAfterAnAllowedOneOfTheSameContainer() {
        serializer.encode(new ArrayList<>(List.of("a")));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> serializer.encode(new ArrayList<>(List.of(new Trap()))))
                    .isInstanceOf(AttributeSerializationException.class);
        }
    }

    @Test
    void lambdasAndProxiesOfUnknownInterfacesAreRefused() {
        Callable<String> lambda = (Callable<String> & java.io.Serializable) () -> "x";
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Runnable.class}, new Handler());
        for (Object value : List.of(lambda, proxy)) {
            assertThatThrownBy(() -> serializer.encode(value)).isInstanceOf(AttributeSerializationException.class);
        }
    }

    record Handler() implements java.lang.reflect.InvocationHandler, java.io.Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return "";
        }
    }

    @Test
    void cyclesAndExtremeDepthAreRefusedAndNotAStackOverflow() {
        Shop.Node deep = new Shop.Node();
        for (int i = 0; i < 100_000; i++) {
            Shop.Node outer = new Shop.Node();
            outer.next = deep;
            deep = outer;
        }
        Shop.Node deepest = deep;

        assertThatThrownBy(() -> serializer.encode(deepest)).isInstanceOf(AttributeSerializationException.class);
    }

    @Test
    void bytesThatAreNoValueAreOneKindOfException() {
        for (String text :
                List.of("", " ", "null", "{", "[]", "{}", "\"a\" \"b\"", "nul", "\u0000", "[\"java.lang.Long\"]")) {
            assertRefused(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyTruncationIsOneKindOfException() {
        byte[] bytes = serializer.encode(new Shop.Cart().add(item("a")).extra("k", List.of(1L, "x")));
        for (int length = 0; length < bytes.length; length++) {
            assertRefused(Arrays.copyOf(bytes, length));
        }
        assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void damagedBytesAreAValueOrOneKindOfException() {
        byte[] bytes = serializer.encode(new Shop.Cart().add(item("a")).extra("k", List.of(1L, "x")));
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = bytes.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += refusedOrDecoded(damaged);
        }
        for (int i = 0; i < 1000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            refused += refusedOrDecoded(noise);
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private int refusedOrDecoded(byte[] bytes) {
        try {
            assertThat(serializer.decode(bytes)).isNotNull();
            return 0;
        } catch (AttributeSerializationException ex) {
            return 1;
        }
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> serializer.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
    }

    @Test
    void manyThreadsMayUseItFromTheFirstValueOn() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    for (int round = 0; round < 20; round++) {
                        for (Object value : ofTheApplication().toList()) {
                            assertThat(again(value)).isEqualTo(value);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void valuesAreNotInMessagesOrCauses() {
        Map<String, Object> value = new HashMap<>();
        value.put("s3cret-key", new Shop.Box(new Trap()));
        value.put("k", "s3cret-value");
        assertThatThrownBy(() -> serializer.encode(value)).satisfies(FormSerializerContract::tellsNoSecret);

        byte[] damaged = serializer.encode(new Shop.Box("s3cret-value"));
        for (int i = 0; i < damaged.length; i++) {
            byte[] bytes = damaged.clone();
            bytes[i] ^= 1;
            try {
                serializer.decode(bytes);
            } catch (AttributeSerializationException ex) {
                tellsNoSecret(ex);
            }
        }
    }

    static void tellsNoSecret(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            assertThat(at.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void sortedElementsThatBecameEqualAreKept() {
        for (Comparator<Kinds.Ranked> order : Arrays.asList(null, Comparator.<Kinds.Ranked>reverseOrder())) {
            Kinds.Ranked changing = new Kinds.Ranked(2);
            Set<Kinds.Ranked> set = new TreeSet<>(order);
            set.addAll(List.of(new Kinds.Ranked(1), changing));
            Map<Kinds.Ranked, String> map = new TreeMap<>(order);
            map.put(new Kinds.Ranked(1), "one");
            map.put(changing, "two");
            changing.setRank(1);
            assertThat((Set<?>) serializer.decode(serializer.encode(set))).hasSize(2);
            TreeMap<?, ?> decoded = (TreeMap<?, ?>) serializer.decode(serializer.encode(map));
            assertThat(decoded.comparator()).isEqualTo(order);
            assertThat(new ArrayList<Object>(decoded.values())).isEqualTo(new ArrayList<Object>(map.values()));
        }
    }
}
