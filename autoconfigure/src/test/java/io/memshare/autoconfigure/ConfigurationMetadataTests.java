package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.ConfigurationMetadata.Property;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationMetadataTests {

    private static final List<String> WITHOUT_DEFAULT = List.of(
            "memshare.redundancy",
            "memshare.index.maximum-sessions",
            "memshare.absolute-timeout",
            "memshare.renewal-interval",
            "memshare.anonymous-timeout",
            "memshare.encryption.keys",
            "memshare.encryption.name-keys",
            "memshare.username",
            "memshare.password",
            "memshare.ssl.enabled",
            "memshare.ssl.bundle",
            "memshare.encryption.key-location",
            "memshare.session.allowed-packages",
            "memshare.session.allowed-types");

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `((?:memshare|management)\\.[a-z.-]+)` \\| (?:`([^`]+)`|[^`|]+) \\| [^|]{20,} \\|$",
            Pattern.MULTILINE);

    @Test
    void everyPropertyIsThere() throws Exception {
        assertThat(ConfigurationMetadata.properties())
                .extracting(Property::name)
                .containsExactlyInAnyOrder(
                        "memshare.nodes",
                        "memshare.lookup-interval",
                        "memshare.username",
                        "memshare.password",
                        "memshare.allow-plaintext-password",
                        "memshare.ssl.enabled",
                        "memshare.ssl.bundle",
                        "memshare.redundancy",
                        "memshare.consistency",
                        "memshare.timeout",
                        "memshare.connect-timeout",
                        "memshare.namespace",
                        "memshare.serialization",
                        "memshare.tombstone-ttl",
                        "memshare.founding-wait",
                        "memshare.encryption.keys",
                        "memshare.encryption.name-keys",
                        "memshare.encryption.key-location",
                        "memshare.encryption.required",
                        "memshare.encryption.plain-records",
                        "memshare.cookie-stamp",
                        "memshare.retry-after",
                        "memshare.absolute-timeout",
                        "memshare.renewal-interval",
                        "memshare.anonymous-timeout",
                        "memshare.sliding-cookie",
                        "memshare.index.enabled",
                        "memshare.index.maximum-sessions",
                        "memshare.index.when-full",
                        "memshare.start-check.enabled",
                        "memshare.rebuild.enabled",
                        "memshare.rebuild.rate",
                        "memshare.session.save-mode",
                        "memshare.session.flush-mode",
                        "memshare.session.idle-values",
                        "memshare.session.allowed-packages",
                        "memshare.session.allowed-types",
                        "management.endpoint.memshare.access",
                        "management.endpoint.memshare.cache.time-to-live",
                        "management.health.memshare.enabled");
    }

    @Test
    void everyPropertyIsDescribed() throws Exception {
        assertThat(ConfigurationMetadata.properties())
                .allSatisfy(property -> assertThat(property.description())
                        .as(property.name())
                        .matches("(?s)(?!The |A |An )[A-Z].{15,}\\."));
    }

    @Test
    void everyPropertyHasItsDefault() throws Exception {
        assertThat(ConfigurationMetadata.properties())
                .allSatisfy(property -> assertThat(property.defaultValue() == null)
                        .as(property.name())
                        .isEqualTo(WITHOUT_DEFAULT.contains(property.name())));
    }

    @Test
    void everyHintIsForAProperty() throws Exception {
        List<String> names =
                ConfigurationMetadata.properties().stream().map(Property::name).toList();
        assertThat(ConfigurationMetadata.hintedNames()).isNotEmpty().isSubsetOf(names);
    }

    @Test
    void thePageHasEveryPropertyWithItsDefault() throws Exception {
        List<String> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + "=" + row.group(2))
                .toList();
        List<String> expected = ConfigurationMetadata.properties().stream()
                .map(property -> property.name() + "=" + property.defaultValue())
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }
}
