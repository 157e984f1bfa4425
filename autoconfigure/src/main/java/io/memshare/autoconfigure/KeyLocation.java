package io.memshare.autoconfigure;

import io.memshare.autoconfigure.KeyTexts.KeyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file with a key per line, or a directory of such files, such as a mounted secret. The files of a directory are read
 * in the order of their names. A file whose name starts with {@code name-key} contains keys of names; files that start
 * with a dot are ignored. Empty lines and lines that start with {@code #} are ignored. Immutable.
 *
 * @param location the path
 */
record KeyLocation(String location) {

    private static final String PROPERTY = "memshare.encryption.key-location";
    private static final String ACTION =
            "Name a file with one key a line, or a directory of such files, that this application can read.";

    /** The maximum size of a key file; a larger file contains something else. */
    private static final long MOST_BYTES = 64 * 1024;

    /**
     * Reads the keys.
     *
     * @throws InvalidMemsharePropertyException if the keys cannot be read, or there are none
     */
    KeyTexts read() {
        List<KeyText> keys = new ArrayList<>();
        List<KeyText> nameKeys = new ArrayList<>();
        try {
            for (Path file : files(Path.of(location))) {
                String name = String.valueOf(file.getFileName());
                read(file, name, name.startsWith("name-key") ? nameKeys : keys);
            }
        } catch (IOException | InvalidPathException ex) {
            throw invalid("it cannot be read (" + ex.getClass().getSimpleName() + ")");
        }
        if (keys.isEmpty()) {
            throw invalid("it holds no key");
        }
        return new KeyTexts(keys, nameKeys);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path file, String name, List<KeyText> keys) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw invalid("the file " + name + " is too large for keys");
        }
        // A byte that is not text becomes a character that is not base64.
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(new KeyText(PROPERTY, "line " + (i + 1) + " of " + name, location, line));
            }
        }
    }

    private InvalidMemsharePropertyException invalid(String reason) {
        return new InvalidMemsharePropertyException(PROPERTY, location, reason, ACTION);
    }
}
