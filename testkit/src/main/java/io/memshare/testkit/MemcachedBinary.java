package io.memshare.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the memcached program. */
final class MemcachedBinary {

    static final String PROPERTY = "memshare.memcached";
    static final String VARIABLE = "MEMSHARE_MEMCACHED";

    private MemcachedBinary() {}

    static Path find() {
        return find(System.getProperty(PROPERTY), System.getenv());
    }

    static Path find(@Nullable String property, Map<String, String> environment) {
        if (property != null && !property.isBlank()) {
            return executable(property, "the system property " + PROPERTY);
        }
        String variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isBlank()) {
            return executable(variable, "the environment variable " + VARIABLE);
        }
        return search(environment.getOrDefault("PATH", ""));
    }

    private static Path executable(String name, String source) {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new IllegalStateException(source + " names " + path + ", which cannot be executed");
        }
        return path;
    }

    static Path search(String path) {
        List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator)));
        folders.addAll(List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"));
        for (String folder : folders) {
            Path candidate = Path.of(folder, "memcached");
            if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("memcached is not installed: install the package 'memcached'"
                + " (apt-get, dnf, pacman, apk and brew all call it so), or name the program by the environment"
                + " variable "
                + VARIABLE + " or the system property " + PROPERTY);
    }
}
