package io.memshare.serializer;

import java.util.Arrays;
import java.util.stream.Stream;

/** Class names that share a prefix, written as readable lists. */
final class NamesIn {

    private NamesIn() {}

    /** Returns each word of {@code names} with the prefix before it. */
    static Stream<String> prefix(String prefix, String names) {
        return Arrays.stream(names.trim().split("\\s+")).map(prefix::concat);
    }
}
