package io.memshare.acceptance.kinds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kinds that memshare refuses although the control keeps them: memcached may be written by others, and these are
 * dangerous to read, or of libraries whose classes nobody has looked through.
 */
final class ExpectedRefusals {

    private static final String LAMBDA = "the bytes name the code that runs when a lambda is read";

    private static final String LIBRARY = "neither a class of the application nor of a library that was looked through";

    private static final String BYTES = "carries bytes that its library reads without a filter";

    private static final Map<String, List<String>> KINDS = Map.of(
            LAMBDA,
            List.of(
                    "nameless: lambda",
                    "nameless: lambda that catches a value",
                    "nameless: method reference",
                    "nameless: Comparator.comparing",
                    "nameless: bean with a lambda",
                    "set: TreeSet, lambda that is Serializable"),
            LIBRARY,
            List.of(
                    "record of a library that is not allowed",
                    "record of a library that is not allowed, in a list",
                    "record of a library that is not allowed, in a generic record",
                    "joda: DateTime",
                    "joda: LocalDate",
                    "guava: ImmutableList",
                    "guava: ImmutableMap",
                    "guava: ArrayListMultimap",
                    "vavr: List",
                    "vavr: Option"),
            BYTES,
            List.of("web flow: ConversationContainer", "web flow: LocalAttributeMap", "jackson: tree"));

    private ExpectedRefusals() {}

    /** The kinds, each with the reason. */
    static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        KINDS.forEach((reason, kinds) -> kinds.forEach(kind -> reasons.put(kind, reason)));
        return reasons;
    }
}
