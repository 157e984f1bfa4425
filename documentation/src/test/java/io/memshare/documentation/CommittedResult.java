package io.memshare.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file in benchmarks/results, from which figures are worked out by an expression. */
interface CommittedResult {

    Path FOLDER = Snippet.ROOT.resolve("benchmarks").resolve("results");

    /**
     * Returns what an expression stands for: one value or more, in the units of the file.
     *
     * @throws IllegalArgumentException if the expression names what the file does not have
     */
    List<Double> values(String expression);

    /**
     * Takes an expression apart.
     *
     * @param kind what the expression should be, for the exception
     * @throws IllegalArgumentException if it is none
     */
    static Matcher parsed(Pattern pattern, String expression, String kind) {
        Matcher parts = pattern.matcher(expression);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not " + kind + ": " + expression);
        }
        return parts;
    }

    /** Returns the result in a file, of the kind that its name and content tell. */
    static CommittedResult in(Path file) {
        String text = Snippet.read(file);
        if (file.toString().endsWith(".md")) {
            return new ResultTables(text);
        }
        JsonNode root = JsonMapper.shared().readTree(text);
        return root.isArray() ? new MicroResult(root) : new RunResult(root.path("samples"));
    }
}
