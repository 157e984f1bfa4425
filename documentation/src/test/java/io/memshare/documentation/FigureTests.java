package io.memshare.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every figure in the prose of the pages is what its committed result says. In the pages whose subject are figures
 * every number names its result; in others those in units that only a measurement has. Figures in words are not
 * looked for.
 */
class FigureTests {

    private static final Set<String> STRICT = Set.of("README.md", "docs/performance.md");

    /** A log of what was known on the day in the heading. */
    private static final String DECISIONS = "docs/decisions.md";

    private static final String TLS = "benchmarks/results/visit-tls-2026-11-28.json";
    private static final String SPLIT = "benchmarks/results/compare-2026-11-28.md";

    private static String name(Path page) {
        return Snippet.ROOT.relativize(page).toString();
    }

    @Test
    void everyFigureIsWhatItsResultSays() {
        List<String> faults = Snippet.pages().stream()
                .flatMap(page -> Figure.in(name(page), Snippet.read(page)).stream())
                .map(Figure::fault)
                .filter(fault -> !fault.isEmpty())
                .toList();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyFigureNamesItsResult() {
        List<String> unnamed = new ArrayList<>();
        for (Path page : Snippet.pages()) {
            if (!name(page).equals(DECISIONS)) {
                UnnamedFigures rule = STRICT.contains(name(page)) ? UnnamedFigures.ANY : UnnamedFigures.MEASURED;
                rule.in(Snippet.read(page)).forEach(each -> unnamed.add(name(page) + ": " + each));
            }
        }
        assertThat(unnamed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.48; median per_second of memshare / redis on /visit
            1.37 to 1.52; spread per_second of memshare / redis on /visit
            28 %; median app_cpu of memshare-tls over memshare on /visit
            15 kB; median allocated_kb of memshare-tls - memshare on /visit
            35; median allocated_kb of memshare on /visit
            12,306; median per_second of memshare on /visit
            """)
    void aFigureIsWorkedOutFromTheRoundsOfARun(String text, String expression) {
        assertThat(new Figure("README.md", text, TLS, expression).fault()).isEmpty();
    }

    @Test
    void aFigureIsTakenFromATableOrAMicrobenchmark() {
        assertThat(new Figure("README.md", "0.57", SPLIT, "requests/s of memshare, 3 nodes, TLS in visit page").fault())
                .isEmpty();
        assertThat(new Figure("README.md", "0.57", SPLIT, "requests/s of nobody in visit page").fault())
                .contains("no row nobody");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.47; median per_second of memshare / redis on /visit
            1.48 to 1.52; median per_second of memshare / redis on /visit
            1.48; median per_second of memshare / redis on /nowhere
            1.48; median of memshare / redis
            """)
    void anotherFigureOrExpressionIsFound(String text, String expression) {
        assertThat(new Figure("README.md", text, TLS, expression).fault()).isNotEmpty();
        assertThat(new Figure("README.md", text, "CHANGELOG.md", expression).fault())
                .contains("no committed result");
    }

    @Test
    void anExpressionThatNoFigureUsesIsFound() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Figure.in("README.md", "text\n\n[speed]: %s \"median p50 of redis\"\n".formatted(TLS)))
                .withMessageContaining("[speed]");
    }

    @Test
    void aFigureWithoutAResultIsFound() {
        String page = """
                It takes [2 ms][p50] or 3 ms on Java 17, and `4 ms`.

                [p50]: x.json "median p50 of redis"
                """;
        assertThat(UnnamedFigures.ANY.in(page)).hasSize(1).first().asString().startsWith("3 in: It takes");
        assertThat(UnnamedFigures.MEASURED.in("It takes 3 µs, at most 250 ms, 5 % of it here"))
                .extracting(each -> each.replaceFirst(" in: .*", ""))
                .containsExactly("3 µs", "5 %");
        assertThat(UnnamedFigures.ANY.in("On 2026-11-28 nothing was measured.\n\nIt takes 4.\n"))
                .containsExactly("4. in: It takes 4.");
    }
}
