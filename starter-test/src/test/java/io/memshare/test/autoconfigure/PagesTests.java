package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.MemshareProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.session.SaveMode;

/** The examples of the pages are those of the tests here, and the configuration in them is one. */
class PagesTests {

    private static final Path PAGES = Path.of("..", "docs");
    private static final Path TESTS = Path.of("src", "test", "java", "io", "memshare", "test", "autoconfigure");

    private static List<String> blocks(String page, String language) throws IOException {
        String text = Files.readString(PAGES.resolve(page));
        return Pattern.compile("(?ms)^ *```" + language + "\\n(.*?)^ *```")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void theExamplesOfTestingAreTests() throws IOException {
        List<String> blocks = blocks("testing.md", "java");
        assertThat(blocks).hasSize(2);
        assertThat(Files.readString(TESTS.resolve("CartTests.java"))).endsWith(blocks.get(0));
        assertThat(Files.readString(TESTS.resolve("NodeFailureTests.java"))).endsWith(blocks.get(1));
    }

    @Test
    void theConfigurationOfMigratingIsOne() throws IOException {
        List<String> blocks = blocks("migrating.md", "yaml");
        assertThat(blocks).hasSize(1);
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(blocks.get(0).stripIndent().getBytes(StandardCharsets.UTF_8)));
        MemshareProperties properties = new Binder(ConfigurationPropertySources.from(sources))
                .bind(
                        "memshare",
                        Bindable.of(MemshareProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .get();
        assertThat(properties.nodes()).hasSize(3);
        assertThat(properties.session().saveMode()).isEqualTo(SaveMode.ON_GET_ATTRIBUTE);
    }
}
