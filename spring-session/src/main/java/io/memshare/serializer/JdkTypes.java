package io.memshare.serializer;

import static io.memshare.serializer.NamesIn.prefix;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of the JDK that every allow-list contains: values and collections, and the superclasses and replacements
 * that appear in their streams. Each type was reviewed: when it is read, hashed or compared, it runs no foreign code,
 * opens nothing and resolves no name. {@code java.net.URL} would resolve host names, so it is read with a handler that
 * compares text.
 */
final class JdkTypes {

    static final Set<String> NAMES = Stream.of(
                    values(), times(), collections(), wrappers(), concurrent(), declarations())
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private JdkTypes() {}

    private static Stream<String> values() {
        return Stream.of(
                        prefix(
                                "java.lang.",
                                "String Boolean Character Byte Short Integer Long Float Double Number Enum"),
                        prefix(
                                "java.lang.",
                                "Class StringBuilder StringBuffer AbstractStringBuilder Record reflect.Proxy"),
                        prefix("java.lang.", "StackTraceElement Throwable Exception RuntimeException Error"),
                        prefix("java.math.", "BigDecimal BigInteger MathContext"),
                        prefix("java.net.", "URI URL InetAddress Inet4Address Inet6Address"),
                        prefix("java.net.", "SocketAddress InetSocketAddress"),
                        prefix("java.sql.", "Date Time Timestamp"),
                        prefix("java.io.", "File"),
                        prefix("java.util.regex.", "Pattern"),
                        prefix("java.util.", "UUID Currency Locale Date BitSet Random"),
                        prefix("java.text.", "Format DateFormat SimpleDateFormat DateFormatSymbols NumberFormat"),
                        prefix("java.text.", "DecimalFormat DecimalFormatSymbols CompactNumberFormat MessageFormat"),
                        prefix("java.text.", "ChoiceFormat"),
                        prefix("java.security.cert.", "Certificate$CertificateRep"),
                        prefix("javax.security.auth.x500.", "X500Principal"))
                .flatMap(names -> names);
    }

    private static Stream<String> times() {
        return Stream.of(
                        prefix("java.time.", "Ser Instant LocalDate LocalTime LocalDateTime OffsetDateTime OffsetTime"),
                        prefix(
                                "java.time.",
                                "ZonedDateTime ZoneId ZoneOffset ZoneRegion Duration Period Year YearMonth"),
                        prefix("java.time.", "MonthDay Clock Clock$SystemClock Clock$FixedClock Clock$OffsetClock"),
                        prefix("java.time.", "Clock$TickClock"),
                        prefix("java.time.chrono.", "Ser JapaneseDate MinguoDate ThaiBuddhistDate HijrahDate"),
                        prefix("java.time.chrono.", "ChronoLocalDateImpl ChronoLocalDateTimeImpl"),
                        prefix("java.time.chrono.", "ChronoZonedDateTimeImpl ChronoPeriodImpl JapaneseEra"),
                        prefix("java.time.chrono.", "AbstractChronology IsoChronology JapaneseChronology"),
                        prefix("java.time.chrono.", "HijrahChronology MinguoChronology ThaiBuddhistChronology"),
                        prefix("java.time.temporal.", "WeekFields ValueRange"),
                        prefix("java.util.", "TimeZone SimpleTimeZone Calendar GregorianCalendar"),
                        prefix("sun.util.calendar.", "ZoneInfo"))
                .flatMap(names -> names);
    }

    private static Stream<String> collections() {
        return Stream.of(
                        prefix(
                                "java.util.",
                                "ArrayList LinkedList ArrayDeque Vector Stack PriorityQueue Arrays$ArrayList"),
                        prefix("java.util.", "HashSet LinkedHashSet TreeSet EnumSet RegularEnumSet JumboEnumSet"),
                        prefix("java.util.", "EnumSet$SerializationProxy HashMap LinkedHashMap TreeMap EnumMap"),
                        prefix("java.util.", "Hashtable Dictionary Properties IdentityHashMap CollSer Map$Entry"),
                        prefix(
                                "java.util.",
                                "TreeMap$NavigableSubMap TreeMap$AscendingSubMap TreeMap$DescendingSubMap"),
                        prefix("java.util.", "AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry"),
                        prefix("java.util.", "Comparators$NaturalOrderComparator Comparators$NullComparator"),
                        prefix("java.util.", "Optional"),
                        prefix("java.util.ImmutableCollections$", "List12 ListN Set12 SetN Map1 MapN"),
                        prefix("java.lang.", "String$CaseInsensitiveComparator"))
                .flatMap(names -> names);
    }

    private static Stream<String> wrappers() {
        return Stream.of(
                        "EmptyList EmptySet EmptyMap SingletonList SingletonSet SingletonMap",
                        "UnmodifiableList UnmodifiableRandomAccessList UnmodifiableCollection UnmodifiableSet",
                        "UnmodifiableMap UnmodifiableSortedSet UnmodifiableSortedMap UnmodifiableNavigableSet",
                        "UnmodifiableNavigableSet$EmptyNavigableSet UnmodifiableNavigableMap",
                        "UnmodifiableNavigableMap$EmptyNavigableMap UnmodifiableMap$UnmodifiableEntrySet",
                        "UnmodifiableSequencedCollection UnmodifiableSequencedSet UnmodifiableSequencedMap",
                        "SynchronizedSet SynchronizedMap SynchronizedList SynchronizedRandomAccessList",
                        "SynchronizedCollection SynchronizedSortedSet SynchronizedSortedMap SynchronizedNavigableSet",
                        "SynchronizedNavigableMap CheckedCollection CheckedList CheckedRandomAccessList CheckedSet",
                        "CheckedSortedSet CheckedNavigableSet CheckedQueue CheckedMap CheckedSortedMap",
                        "CheckedNavigableMap SetFromMap AsLIFOQueue ReverseComparator ReverseComparator2")
                .flatMap(names -> prefix("java.util.Collections$", names));
    }

    private static Stream<String> concurrent() {
        return Stream.of(
                        "ConcurrentHashMap ConcurrentHashMap$Segment ConcurrentHashMap$KeySetView",
                        "ConcurrentHashMap$CollectionView ConcurrentSkipListMap ConcurrentSkipListSet",
                        "ConcurrentSkipListMap$SubMap",
                        "CopyOnWriteArrayList CopyOnWriteArraySet ConcurrentLinkedQueue ConcurrentLinkedDeque",
                        "LinkedBlockingQueue LinkedBlockingDeque ArrayBlockingQueue PriorityBlockingQueue",
                        "LinkedTransferQueue locks.ReentrantLock locks.ReentrantLock$Sync locks.ReentrantLock$FairSync",
                        "locks.ReentrantLock$NonfairSync locks.ReentrantReadWriteLock",
                        "locks.ReentrantReadWriteLock$Sync locks.ReentrantReadWriteLock$FairSync",
                        "locks.ReentrantReadWriteLock$NonfairSync locks.ReentrantReadWriteLock$ReadLock",
                        "locks.ReentrantReadWriteLock$WriteLock locks.AbstractOwnableSynchronizer",
                        "locks.AbstractQueuedSynchronizer locks.AbstractQueuedSynchronizer$ConditionObject",
                        "atomic.AtomicBoolean atomic.AtomicInteger atomic.AtomicLong atomic.AtomicReference",
                        "atomic.AtomicIntegerArray atomic.AtomicLongArray atomic.AtomicReferenceArray atomic.LongAdder",
                        "atomic.DoubleAdder atomic.LongAdder$SerializationProxy atomic.DoubleAdder$SerializationProxy",
                        "atomic.Striped64")
                .flatMap(names -> prefix("java.util.concurrent.", names));
    }

    /**
     * Types without instances of their own that can appear as the component type of an array or as a {@code Class}
     * value.
     */
    private static Stream<String> declarations() {
        return Stream.of(
                        prefix(
                                "java.util.",
                                "Collection List Set SortedSet NavigableSet Map SortedMap NavigableMap Queue"),
                        prefix("java.util.", "Deque Comparator"),
                        prefix("java.lang.", "CharSequence Comparable Iterable"),
                        prefix("java.io.", "Serializable"),
                        prefix("java.time.temporal.", "Temporal TemporalAccessor TemporalAmount TemporalUnit"))
                .flatMap(names -> names);
    }
}
