package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Small classes: a class that fits on a screen is read before it is changed. Lines of code as
 * {@code scripts/metrics} counts them: without blanks, comments, the package and imports.
 */
class SizeBudgetTests {

    private static final Pattern COMMENT = Pattern.compile("(?s)\"(?:\\\\.|[^\"\\\\\\n])*\"|/\\*.*?\\*/|//[^\\n]*");

    private static final Pattern HEAD = Pattern.compile("\\s*(?:import|package)\\s");

    private static final Map<String, Integer> LINES = new TreeMap<>();

    @BeforeAll
    static void count() throws IOException {
        for (String module : List.of("core", "spring-session")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(SizeBudgetTests::isOfAClass).toList()) {
                    LINES.put(sources.relativize(file).toString(), codeLines(Files.readString(file)));
                }
            }
        }
    }

    private static boolean isOfAClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }

    static int codeLines(String source) {
        String code = COMMENT.matcher(source).replaceAll(found -> found.group().startsWith("\"") ? "text" : "");
        return (int) code.lines()
                .filter(line -> !line.isBlank() && !HEAD.matcher(line).lookingAt())
                .count();
    }

    private static int percentile(int percent) {
        List<Integer> sorted = LINES.values().stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Test
    void commentsBlanksAndImportsAreNotCounted() {
        assertThat(codeLines("package p;\nimport q.R;\n\nint a;\n\n// no\n/* no\n no */\nString b = \"/* yes\";\n "
                        + " int c; // half\n"))
                .isEqualTo(3);
    }

    @Test
    void noClassIsLongerThan200Lines() {
        assertThat(LINES)
                .isNotEmpty()
                .allSatisfy((file, lines) -> assertThat(lines).as(file).isLessThanOrEqualTo(200));
    }

    @Test
    void halfOfTheClassesHave30LinesAtMost() {
        assertThat(percentile(50)).as(LINES.toString()).isLessThanOrEqualTo(30);
    }

    @Test
    void nineOfTenClassesAreShorterThan100Lines() {
        assertThat(percentile(90)).as(LINES.toString()).isLessThan(100);
    }
}
