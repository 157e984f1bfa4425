package io.memshare.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every snippet of README.md and docs compiles, binds or resolves; a language that nothing here knows fails. */
class SnippetTests {

    /** Transcripts, pictures of text, formulas and commands. */
    private static final Set<String> NOT_CODE = Set.of("text", "console", "sh");

    @TempDir
    private static Path output;

    private static JavaSnippets java;
    private static YamlSnippets yaml;
    private static DependencySnippets dependencies;

    @BeforeAll
    static void prepare() throws Exception {
        java = new JavaSnippets(output);
        yaml = new YamlSnippets(new KnownProperties());
        dependencies = new DependencySnippets();
    }

    static Stream<Snippet> snippets() {
        return Snippet.all().stream().filter(snippet -> !NOT_CODE.contains(snippet.language()));
    }

    private static List<String> faults(Snippet snippet) throws Exception {
        return switch (snippet.language()) {
            case "java" ->
                Stream.of(java.errors(snippet))
                        .filter(error -> !error.isEmpty())
                        .toList();
            case "yaml" -> yaml.faults(snippet);
            case "xml" -> dependencies.maven(snippet);
            case "kotlin" -> dependencies.gradle(snippet);
            default -> List.of("nothing checks snippets in '" + snippet.language() + "'");
        };
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void theSnippetIsRight(Snippet snippet) throws Exception {
        assertThat(faults(snippet)).as(snippet.toString()).isEmpty();
    }

    /** The test above would say nothing if no block were found. */
    @Test
    void everyFenceOfThePagesIsFound() {
        long fences = Snippet.pages().stream()
                .map(Snippet::read)
                .flatMap(String::lines)
                .filter(line -> line.stripLeading().startsWith("```"))
                .count();
        assertThat(fences).isEqualTo(2L * Snippet.all().size()).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```java\nsessions.ofNobody(\"jane\");\n```",
                "```java\nclass A {\n    int a = \"b\";\n}\n```",
                "```yaml\nmemshare.node: 10.1.1.1\n```",
                "```yaml\nmemshare.timeout: soon\n```",
                "```yaml\nmemshare.consistency: sometimes\n```",
                "```yaml\nservices:\n  a: {images: memcached}\n```",
                "```yaml\nspring.sesion.timeout: 30m\n```",
                "```xml\n<dependency><groupId>io.memshare</groupId><artifactId>memshare</artifactId></dependency>\n```",
                "```xml\n<dependency><groupId>io.memshare</groupId><artifactId>memshare-core</artifactId>"
                        + "<version>0</version></dependency>\n```",
                "```kotlin\nimplementation(\"io.memshare:memshare-starter:0.1.0\")\n```",
                "```kotlin\nimplement nothing\n```",
                "```ruby\nputs 1\n```",
                "```\nof no language\n```"
            })
    void aWrongSnippetIsFound(String text) throws Exception {
        List<Snippet> snippets = Snippet.in("page.md", text);
        assertThat(snippets).hasSize(1);
        assertThat(faults(snippets.get(0))).isNotEmpty();
    }
}
