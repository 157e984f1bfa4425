package io.memshare.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A figure in the prose of a page that names its result: a link to a file in benchmarks/results whose title is the
 * expression of a {@link CommittedResult}. In the text it is {@code [2.65][login]}, and at the end of the page stands
 * {@code [login]: FILE "EXPRESSION"}.
 */
record Figure(String page, String text, String file, String expression) {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.(\\d+))?");
    private static final Pattern REFERENCE = Pattern.compile("\\[([^]\\[]+)]\\[([\\w-]+)]");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([\\w-]+)]: (\\S+) \"([^\"]+)\"$");

    /**
     * Returns the figures of a page.
     *
     * @throws IllegalArgumentException if an expression is given and not used
     */
    static List<Figure> in(String page, String text) {
        Map<String, MatchResult> definitions = definitions(text);
        Set<String> unused = new TreeSet<>(definitions.keySet());
        List<Figure> figures = new ArrayList<>();
        REFERENCE.matcher(text).results().forEach(each -> {
            MatchResult definition = definitions.get(each.group(2));
            if (definition != null) {
                unused.remove(each.group(2));
                figures.add(new Figure(page, each.group(1), definition.group(2), definition.group(3)));
            }
        });
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(page + " gives expressions that no figure uses: " + unused);
        }
        return figures;
    }

    /** Returns a page without its figures and their expressions. */
    static String removedFrom(String text) {
        Map<String, MatchResult> definitions = definitions(text);
        String prose = DEFINITION.matcher(text).replaceAll("");
        return REFERENCE.matcher(prose).replaceAll(each -> definitions.containsKey(each.group(2)) ? "" : "$0");
    }

    private static Map<String, MatchResult> definitions(String text) {
        return DEFINITION.matcher(text).results().collect(Collectors.toMap(each -> each.group(1), each -> each));
    }

    /** Returns what is wrong with the figure; empty if it is what the result says, to the digits that are printed. */
    String fault() {
        Path result = Snippet.ROOT.resolve(page).resolveSibling(file).normalize();
        if (!result.startsWith(CommittedResult.FOLDER.normalize()) || !Files.exists(result)) {
            return this + ": no committed result";
        }
        List<Double> values;
        try {
            values = CommittedResult.in(result).values(expression);
        } catch (IllegalArgumentException wrong) {
            return this + ": " + wrong.getMessage();
        }
        int unit = text.contains("%") ? 100 : 1;
        List<String> printed =
                NUMBER.matcher(text).results().map(each -> each.group()).toList();
        boolean same = printed.size() == values.size();
        for (int each = 0; same && each < printed.size(); each++) {
            same = isRounded(values.get(each) * unit, printed.get(each));
        }
        return same ? "" : this + ": the result has " + values;
    }

    private static boolean isRounded(double value, String printed) {
        Matcher number = NUMBER.matcher(printed);
        number.matches();
        String decimals = Objects.requireNonNullElse(number.group(1), "");
        double half = 0.5 / Math.pow(10, decimals.length());
        return Math.abs(value - Double.parseDouble(printed.replace(",", ""))) <= half * (1 + 1e-9);
    }

    @Override
    public String toString() {
        return "%s: [%s] (%s, %s)".formatted(page, text, file, expression);
    }
}
