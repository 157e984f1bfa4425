package io.memshare.acceptance;

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
 * What fails today, read from a file {@code known-gaps.txt} beside the tests, with a line {@code group: name} for each. A
 * group with a question mark says that it fails only now and then.
 */
public final class KnownGaps {

    private final Map<String, Set<String>> always = new TreeMap<>();
    private final Map<String, Set<String>> sometimes = new TreeMap<>();

    private KnownGaps() {}

    /** Reads the file that lies beside the class. */
    public static KnownGaps of(Class<?> tests) {
        KnownGaps gaps = new KnownGaps();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(tests.getResourceAsStream("known-gaps.txt")), StandardCharsets.UTF_8))) {
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
        String group = depends ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
        (depends ? sometimes : always)
                .computeIfAbsent(group, ignored -> new TreeSet<>())
                .add(parts[1]);
    }

    public boolean always(String group, String name) {
        return always.getOrDefault(group, Set.of()).contains(name);
    }

    public boolean sometimes(String group, String name) {
        return sometimes.getOrDefault(group, Set.of()).contains(name);
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        always.values().forEach(names::addAll);
        sometimes.values().forEach(names::addAll);
        return names;
    }
}
