package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The share of public types among the top-level types of the main code. {@code docs/decisions.md} says why the share of
 * core is higher than a quarter.
 */
class PublicSurfaceTests {

    /** The types of each module by name, and whether they are public. */
    private static Map<String, Boolean> types(String module) {
        Map<String, Boolean> types = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOptions(List.of(
                                new ImportOption.DoNotIncludeTests(),
                                location -> location.contains("/" + module + "/")
                                        || location.contains("/memshare-" + module + "-")))
                        .importPackages("io.memshare")
                        .stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .forEach(type ->
                                types.put(type.getName(), type.getModifiers().contains(JavaModifier.PUBLIC)));
        return types;
    }

    @ParameterizedTest
    @CsvSource({"core, 38.2", "spring-session, 24"})
    void fewTypesArePublic(String module, double mostPercent) {
        Map<String, Boolean> types = types(module);
        List<String> open = types.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();

        assertThat(types).as("all types").hasSizeGreaterThan(150);
        assertThat(100.0 * open.size() / types.size())
                .as("%d of %d types are public: %s", open.size(), types.size(), open)
                .isLessThanOrEqualTo(mostPercent);
    }

    @Test
    void eachPackageSaysWhetherItIsForApplications() throws IOException {
        for (String module : List.of("core", "spring-session")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                List<Path> packages =
                        files.filter(file -> file.endsWith("package-info.java")).toList();
                assertThat(packages).isNotEmpty();
                for (Path each : packages) {
                    assertThat(Files.readString(each))
                            .as(each.toString())
                            .containsPattern("<p>(API for applications[.:]|Internal: )");
                }
            }
        }
    }
}
