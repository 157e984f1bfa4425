package io.memshare.serializer.jdk;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of JDK classes whose contents are known without inspecting their fields. */
final class KnownJdkTypes {

    /** Immutable JDK classes, and classes that appear in a stream only as a replacement for another class. */
    static final Set<String> CONSTANTS = names(
            "java.lang.",
            "String Boolean Character Byte Short Integer Long Float Double Number Class Enum",
            "java.math.",
            "BigInteger BigDecimal",
            "java.net.",
            "URI URL InetAddress Inet4Address Inet6Address InetSocketAddress",
            "java.io.",
            "File",
            "java.util.",
            "UUID Currency Locale CollSer regex.Pattern Comparators$NaturalOrderComparator"
                    + " Collections$ReverseComparator");

    static final Set<String> COLLECTIONS = names(
            "java.util.",
            "ArrayList LinkedList HashSet LinkedHashSet TreeSet",
            "java.util.Collections$",
            "EmptyList EmptySet SingletonList SingletonSet UnmodifiableCollection UnmodifiableSet UnmodifiableList"
                    + " UnmodifiableRandomAccessList UnmodifiableSortedSet UnmodifiableNavigableSet",
            "java.util.ImmutableCollections$",
            "List12 ListN Set12 SetN");

    static final Set<String> MAPS = names(
            "java.util.",
            "HashMap LinkedHashMap TreeMap",
            "java.util.Collections$",
            "EmptyMap SingletonMap UnmodifiableMap UnmodifiableSortedMap UnmodifiableNavigableMap",
            "java.util.ImmutableCollections$",
            "Map1 MapN");

    private KnownJdkTypes() {}

    private static Set<String> names(String... prefixesAndNames) {
        return Stream.iterate(0, i -> i < prefixesAndNames.length, i -> i + 2)
                .flatMap(i -> Stream.of(prefixesAndNames[i + 1].split(" ")).map(name -> prefixesAndNames[i] + name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
