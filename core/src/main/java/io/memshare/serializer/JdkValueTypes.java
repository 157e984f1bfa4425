package io.memshare.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
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
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of the JDK that every allow-list holds: plain values and collections, none with a side effect. */
final class JdkValueTypes {

    static final java.util.Set<String> NAMES = Stream.concat(
                    Stream.of(scalars(), times(), collections())
                            .flatMap(Stream::of)
                            .map(Class::getName),
                    notPublic())
            .collect(Collectors.toUnmodifiableSet());

    private JdkValueTypes() {}

    private static Class<?>[] scalars() {
        return new Class<?>[] {
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            AtomicBoolean.class,
            AtomicInteger.class,
            AtomicLong.class,
            UUID.class,
            URI.class,
            Currency.class,
            Locale.class,
            TimeUnit.class
        };
    }

    private static Class<?>[] times() {
        return new Class<?>[] {
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            ZoneId.class,
            ZoneOffset.class,
            Duration.class,
            Period.class,
            Year.class,
            YearMonth.class,
            MonthDay.class,
            Month.class,
            DayOfWeek.class,
            Date.class,
            TimeZone.class
        };
    }

    private static Class<?>[] collections() {
        return new Class<?>[] {
            ArrayList.class,
            LinkedList.class,
            ArrayDeque.class,
            Vector.class,
            Stack.class,
            PriorityQueue.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            EnumSet.class,
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            EnumMap.class,
            Hashtable.class,
            ConcurrentHashMap.class,
            ConcurrentSkipListMap.class,
            ConcurrentSkipListSet.class,
            CopyOnWriteArrayList.class,
            CopyOnWriteArraySet.class
        };
    }

    private static Stream<String> notPublic() {
        Stream<String> collections = Stream.of(
                "EmptyList",
                "EmptySet",
                "EmptyMap",
                "SingletonList",
                "SingletonSet",
                "SingletonMap",
                "UnmodifiableList",
                "UnmodifiableRandomAccessList",
                "UnmodifiableCollection",
                "UnmodifiableSet",
                "UnmodifiableMap",
                "SynchronizedList",
                "SynchronizedRandomAccessList",
                "SynchronizedCollection",
                "SynchronizedSet",
                "SynchronizedMap");
        Stream<String> immutable = Stream.of("List12", "ListN", "Set12", "SetN", "Map1", "MapN");
        Stream<String> others = Stream.of(
                "java.util.Arrays$ArrayList",
                "java.util.RegularEnumSet",
                "java.util.JumboEnumSet",
                "java.time.ZoneRegion",
                "sun.util.calendar.ZoneInfo");
        return Stream.of(
                        collections.map(name -> "java.util.Collections$" + name),
                        immutable.map(name -> "java.util.ImmutableCollections$" + name),
                        others)
                .flatMap(names -> names);
    }
}
