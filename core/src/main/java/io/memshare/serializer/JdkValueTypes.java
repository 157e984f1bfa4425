package io.memshare.serializer;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of the JDK that every allow-list holds: plain values and collections, none with a side effect. */
final class JdkValueTypes {

    static final Set<String> NAMES = Stream.of(
                    in("java.lang.", "String Boolean Character Byte Short Integer Long Float Double"),
                    in("java.math.", "BigDecimal BigInteger"),
                    in("java.net.", "URI"),
                    in(
                            "java.time.",
                            "Instant LocalDate LocalTime LocalDateTime OffsetDateTime OffsetTime ZonedDateTime"),
                    in("java.time.", "ZoneId ZoneOffset ZoneRegion Duration Period"),
                    in("java.time.", "Year YearMonth MonthDay Month DayOfWeek"),
                    in("java.util.", "UUID Currency Locale Date TimeZone"),
                    in("java.util.", "ArrayList LinkedList ArrayDeque Vector Stack PriorityQueue Arrays$ArrayList"),
                    in("java.util.", "HashSet LinkedHashSet TreeSet EnumSet RegularEnumSet JumboEnumSet"),
                    in("java.util.", "HashMap LinkedHashMap TreeMap EnumMap Hashtable"),
                    in("java.util.Collections$", "EmptyList EmptySet EmptyMap SingletonList SingletonSet SingletonMap"),
                    in(
                            "java.util.Collections$",
                            "UnmodifiableList UnmodifiableRandomAccessList UnmodifiableCollection"),
                    in("java.util.Collections$", "UnmodifiableSet UnmodifiableMap SynchronizedSet SynchronizedMap"),
                    in(
                            "java.util.Collections$",
                            "SynchronizedList SynchronizedRandomAccessList SynchronizedCollection"),
                    in("java.util.ImmutableCollections$", "List12 ListN Set12 SetN Map1 MapN"),
                    in(
                            "java.util.concurrent.",
                            "ConcurrentHashMap ConcurrentSkipListMap ConcurrentSkipListSet TimeUnit"),
                    in("java.util.concurrent.", "CopyOnWriteArrayList CopyOnWriteArraySet"),
                    in("java.util.concurrent.atomic.", "AtomicBoolean AtomicInteger AtomicLong"),
                    in("sun.util.calendar.", "ZoneInfo"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private JdkValueTypes() {}

    private static Stream<String> in(String prefix, String names) {
        return Arrays.stream(names.split(" ")).map(prefix::concat);
    }
}
