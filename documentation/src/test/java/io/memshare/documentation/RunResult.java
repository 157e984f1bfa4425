package io.memshare.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The samples of a run, by rows and by pages or, in a run of an option, by its processes. Expressions:
 *
 * <ul>
 *   <li>{@code median app_cpu of memshare / redis on /visit}: the median of the rounds, and how it compares with that
 *       of another row; {@code -} is the difference, {@code over} by how much of the other one it is more
 *   <li>{@code spread per_second of memshare / redis on /visit}: the least and the greatest ratio of a round
 *   <li>{@code paired app_cpu of with / without}: the median ratio of the rounds of processes that ran in pairs
 *   <li>{@code range app_cpu of without}: by how much the greatest is more than the least
 * </ul>
 */
record RunResult(JsonNode samples) implements CommittedResult {

    private static final Pattern EXPRESSION = Pattern.compile(
            "(median|spread|range|paired) (\\w+) of ([\\w-]+)(?: (/|-|over) ([\\w-]+))?(?: on (\\S+))?");

    @Override
    public List<Double> values(String expression) {
        Matcher parts = CommittedResult.parsed(EXPRESSION, expression, "an expression of a run");
        String figure = parts.group(2);
        if (parts.group(1).equals("paired")) {
            return List.of(paired(samples.path(parts.group(3)), samples.path(parts.group(5)), figure));
        }
        List<Double> own = figures(rounds(parts.group(3), parts.group(6)), figure);
        List<Double> other =
                parts.group(5) == null ? List.of() : figures(rounds(parts.group(5), parts.group(6)), figure);
        return switch (parts.group(1)) {
            case "spread" -> spread(own, other);
            case "range" -> List.of(greatest(own) / least(own) - 1);
            default -> List.of(other.isEmpty() ? median(own) : compared(median(own), parts.group(4), median(other)));
        };
    }

    private JsonNode rounds(String row, String page) {
        JsonNode rounds = page == null ? samples.path(row) : samples.path(row).path(page);
        if (!rounds.isArray()) {
            throw new IllegalArgumentException("no samples of " + row + " on " + page);
        }
        return rounds;
    }

    /** Returns a figure of each round, or of each process the median. */
    private static List<Double> figures(JsonNode rounds, String name) {
        return StreamSupport.stream(rounds.spliterator(), false)
                .map(each -> each.isArray() ? (Double) median(figures(each, name)) : (Double) figure(each, name))
                .toList();
    }

    private static double paired(JsonNode own, JsonNode other, String figure) {
        return median(IntStream.range(0, own.size())
                .mapToObj(process -> ratios(figures(own.get(process), figure), figures(other.get(process), figure)))
                .flatMap(List::stream)
                .toList());
    }

    private static double figure(JsonNode round, String name) {
        if (!round.path(name).isNumber()) {
            throw new IllegalArgumentException("a round without " + name);
        }
        return round.path(name).asDouble();
    }

    private static double compared(double own, String how, double other) {
        return switch (how) {
            case "/" -> own / other;
            case "-" -> own - other;
            default -> own / other - 1;
        };
    }

    private static List<Double> spread(List<Double> own, List<Double> other) {
        List<Double> ratios = ratios(own, other);
        return List.of(least(ratios), greatest(ratios));
    }

    private static List<Double> ratios(List<Double> own, List<Double> other) {
        return IntStream.range(0, own.size())
                .mapToObj(round -> own.get(round) / other.get(round))
                .toList();
    }

    private static double least(List<Double> values) {
        return stream(values).min().orElseThrow();
    }

    private static double greatest(List<Double> values) {
        return stream(values).max().orElseThrow();
    }

    private static double median(List<Double> values) {
        double[] sorted = stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
