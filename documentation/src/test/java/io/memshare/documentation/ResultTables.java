package io.memshare.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of Markdown that a run has printed. Expressions are cells, {@code requests/s of memshare, 1 node in visit
 * page}: a column, the name of a row, and the first cell of the table's head.
 */
record ResultTables(String text) implements CommittedResult {

    private static final Pattern CELL = Pattern.compile("(.+) of (.+) in (.+)");

    @Override
    public List<Double> values(String expression) {
        Matcher cell = CommittedResult.parsed(CELL, expression, "a cell of a table");
        List<List<String>> lines = text.lines().map(ResultTables::cells).toList();
        int head = indexOf(lines, cell.group(3), 0);
        int row = indexOf(lines, cell.group(2), head);
        int column = lines.get(head).indexOf(cell.group(1));
        if (column < 0 || lines.subList(head, row).contains(List.of(""))) {
            throw new IllegalArgumentException("no cell " + expression);
        }
        return List.of(Double.valueOf(lines.get(row).get(column)));
    }

    private static int indexOf(List<List<String>> lines, String name, int from) {
        for (int line = from; line < lines.size(); line++) {
            if (lines.get(line).get(0).equals(name)) {
                return line;
            }
        }
        throw new IllegalArgumentException("no row " + name);
    }

    private static List<String> cells(String line) {
        String inner = line.replaceFirst("^\\| ", "").replaceFirst(" \\|$", "").replace("**", "");
        return Arrays.asList(inner.split(" \\| ", -1));
    }
}
