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

/** Small classes: a class that fits on a screen is read before it is changed. Lines of code, without blanks and comments. */
class SizeBudgetTests {

    private static final Pattern COMMENT = Pattern.compile("(?s)\"(?:\\\\.|[^\"\\\\\\n])*\"|/\\*.*?\\*/|//[^\\n]*");

    private static final Map<String, Integer> LINES = new TreeMap<>();

    @BeforeAll
    static void count() throws IOException {
        Path sources = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(SizeBudgetTests::isOfAClass).toList()) {
                LINES.put(sources.relativize(file).toString(), codeLines(Files.readString(file)));
            }
        }
    }

    private static boolean isOfAClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }

    static int codeLines(String source) {
        String code = COMMENT.matcher(source).replaceAll(found -> found.group().startsWith("\"") ? "text" : "");
        return (int) code.lines().filter(line -> !line.isBlank()).count();
    }

    private static int percentile(int percent) {
        List<Integer> sorted = LINES.values().stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Test
    void commentsAndBlanksAreNotCounted() {
        assertThat(codeLines("int a;\n\n// no\n/* no\n no */\nString b = \"/* yes\";\n  int c; // half\n"))
                .isEqualTo(3);
    }

    @Test
    void noClassIsLongerThan300Lines() {
        assertThat(LINES)
                .isNotEmpty()
                .allSatisfy((file, lines) -> assertThat(lines).as(file).isLessThanOrEqualTo(300));
    }

    @Test
    void halfOfTheClassesHave45LinesAtMost() {
        assertThat(percentile(50)).as(LINES.toString()).isLessThanOrEqualTo(45);
    }

    @Test
    void nineOfTenClassesAreShorterThan150Lines() {
        assertThat(percentile(90)).as(LINES.toString()).isLessThan(150);
    }
}
