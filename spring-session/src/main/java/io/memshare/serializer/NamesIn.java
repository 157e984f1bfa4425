package io.memshare.serializer;

import java.util.Arrays;
import java.util.stream.Stream;

/** Class names that share a prefix, for lists that people read. */
final class NamesIn {

    private NamesIn() {}

    /** Returns each of the words in a text with a prefix before it. */
    static Stream<String> prefix(String prefix, String names) {
        return Arrays.stream(names.trim().split("\\s+")).map(prefix::concat);
    }
}
