package io.memshare.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What JMH has measured. Expressions are scores, {@code us of SealingBenchmark.seal at 1024}: nanoseconds or
 * microseconds, the benchmark, and the value of its only parameter where it has one.
 */
record MicroResult(JsonNode benchmarks) implements CommittedResult {

    private static final Pattern SCORE = Pattern.compile("(ns|us) of ([\\w.]+)(?: at (\\w+))?");

    @Override
    public List<Double> values(String expression) {
        Matcher score = CommittedResult.parsed(SCORE, expression, "a score");
        String name = "." + score.group(2);
        String parameter = score.group(3) == null ? "" : score.group(3);
        double nanoseconds = StreamSupport.stream(benchmarks.spliterator(), false)
                .filter(each -> each.path("benchmark").asString().endsWith(name)
                        && parameter(each.path("params")).equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no score " + expression))
                .path("primaryMetric")
                .path("score")
                .asDouble();
        return List.of(score.group(1).equals("us") ? nanoseconds / 1_000 : nanoseconds);
    }

    private static String parameter(JsonNode parameters) {
        return parameters.isObject() ? parameters.iterator().next().asString() : "";
    }
}
