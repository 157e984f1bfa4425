package io.memshare.acceptance.kinds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds that fail today, by form, read from a file with a line {@code form: kind} for each. A form with a question mark
 * says that it depends on the order of the kinds.
 */
final class KnownGaps {

    private final Map<String, Set<String>> always = new TreeMap<>();
    private final Map<String, Set<String>> sometimes = new TreeMap<>();

    private KnownGaps() {}

    static KnownGaps read() {
        KnownGaps gaps = new KnownGaps();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownGaps.class.getResourceAsStream("known-gaps.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(gaps::add);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return gaps;
    }

    private void add(String line) {
        String[] parts = line.split(": ", 2);
        boolean depends = parts[0].endsWith("?");
        String form = depends ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
        (depends ? sometimes : always)
                .computeIfAbsent(form, ignored -> new TreeSet<>())
                .add(parts[1]);
    }

    boolean always(String form, String kind) {
        return always.getOrDefault(form, Set.of()).contains(kind);
    }

    boolean sometimes(String form, String kind) {
        return sometimes.getOrDefault(form, Set.of()).contains(kind);
    }

    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        always.values().forEach(kinds::addAll);
        sometimes.values().forEach(kinds::addAll);
        return kinds;
    }
}
