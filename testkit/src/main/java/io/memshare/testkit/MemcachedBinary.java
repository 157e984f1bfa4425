package io.memshare.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the memcached program. */
final class MemcachedBinary {

    static final String PROPERTY = "memshare.memcached";

    private MemcachedBinary() {}

    static Path find() {
        String configured = System.getProperty(PROPERTY);
        if (configured != null && !configured.isBlank()) {
            Path path = Path.of(configured);
            if (!Files.isExecutable(path)) {
                throw new IllegalStateException(
                        "the system property " + PROPERTY + " names " + path + ", which cannot be executed");
            }
            return path;
        }
        return search(System.getenv().getOrDefault("PATH", ""));
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
                + " (apt-get, dnf, pacman, apk and brew all call it so), or name the program by the system property "
                + PROPERTY);
    }
}
