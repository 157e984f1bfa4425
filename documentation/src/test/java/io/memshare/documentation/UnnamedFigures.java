package io.memshare.documentation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds numbers in the prose of a page that do not name a result. Blocks of code, code within a line, targets of links
 * and tables that benchmarks/memshare_bench writes are no prose.
 */
record UnnamedFigures(Pattern number) {

    /** Any number. */
    static final UnnamedFigures ANY = new UnnamedFigures(Pattern.compile("(?<![\\w.,-])\\d[\\d.,]*(?: ?%)?"));

    /** A number that can only have been measured: most others are settings, bounds and codes. */
    static final UnnamedFigures MEASURED =
            new UnnamedFigures(Pattern.compile("\\b\\d[\\d.,]*(?: ?%| (?:ns|us|µs|microseconds)\\b)"));

    private static final List<Pattern> NO_PROSE = Stream.of(
                    "(?ms)^ *```.*?^ *```$",
                    "(?s)<!-- ([^>]*?) -->.*?<!-- (?:end of \\1|to here) -->",
                    "`[^`]*`",
                    "(?<=])\\([^)]*\\)")
            .map(Pattern::compile)
            .toList();

    /** Numbers that nobody has measured, by the reason. */
    private static final List<Pattern> REASONS = Stream.of(
                    // a day or a commit
                    "\\b\\d{4}-\\d\\d-\\d\\d\\b|\\b[0-9a-f]*[a-f][0-9a-f]*\\d[0-9a-f]*\\b",
                    // a version
                    "\\b(?:JDK|Java|Boot|License|memcached)(?: or)? [\\d.]+(?: or [\\d.]+)?",
                    // a status, an item of a list
                    "\\b50[03]\\b|(?m)^\\d\\.",
                    // a setting of memshare or of a fault
                    "\\(250 ms\\)|10 % of its packets",
                    // what a benchmark does
                    "\\b(?:32|256) connections|256 sessions|20 attributes|10,000 requests|warmed up for \\d+ s",
                    "record of 1 kB|one of 8 kB",
                    "60 visitors|30 of them|900 kB|800 bytes|every 5 ms|(?:600|256) MB|1,000 changes|4 threads|16 read")
            .map(Pattern::compile)
            .toList();

    /** Returns the numbers, each with the line that it stands in. */
    List<String> in(String text) {
        String prose = Figure.removedFrom(text);
        for (Pattern each : NO_PROSE) {
            prose = each.matcher(prose).replaceAll("");
        }
        return Stream.of(prose.split("\n\n|\n(?=[|-] )"))
                .flatMap(String::lines)
                .flatMap(this::inLine)
                .toList();
    }

    private Stream<String> inLine(String line) {
        String rest = line;
        for (Pattern reason : REASONS) {
            rest = reason.matcher(rest).replaceAll("");
        }
        return number.matcher(rest).results().map(each -> each.group() + " in: " + line);
    }
}
