package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
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
 * The share of public types. Counted are all named types in the class files, top-level and nested; local and anonymous
 * classes are not. A type is public if it and all types around it are public; so the records within a public sealed
 * interface count, each by itself. {@code docs/decisions.md} says why the share of core is higher.
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
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::reflect)
                        .filter(type -> !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic())
                        .forEach(type -> types.put(type.getName(), isPublic(type)));
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    @ParameterizedTest
    @CsvSource({"core, 40", "spring-session, 25"})
    void fewTypesArePublic(String module, int mostPercent) {
        Map<String, Boolean> types = types(module);
        List<String> open = types.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();

        assertThat(types).as("all types").hasSizeGreaterThan(150);
        assertThat(100 * open.size())
                .as("%d of %d types are public: %s", open.size(), types.size(), open)
                .isLessThanOrEqualTo(mostPercent * types.size());
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
