package io.memshare.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A fenced block of a page: where it is, its language and its text without indentation. */
record Snippet(String page, int line, String language, String text) {

    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```([a-z]*)\\n(.*?)^ *```$");

    /** Returns README.md and the pages below docs. */
    static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns every block of every page. */
    static List<Snippet> all() {
        return pages().stream().flatMap(Snippet::of).toList();
    }

    private static Stream<Snippet> of(Path page) {
        String name = ROOT.relativize(page).toString();
        return in(name, read(page)).stream();
    }

    /** Returns the blocks of a text. */
    static List<Snippet> in(String page, String text) {
        return FENCE.matcher(text).results().map(fence -> of(page, text, fence)).toList();
    }

    private static Snippet of(String page, String text, MatchResult fence) {
        int line = (int) text.substring(0, fence.start()).lines().count() + 1;
        return new Snippet(page, line, fence.group(1), fence.group(2).stripIndent());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return "%s:%d (%s)".formatted(page, line, language);
    }
}
