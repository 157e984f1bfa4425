package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formatter breaks code at 120 columns, but neither comments nor texts. An import cannot be broken. */
class LineLengthTests {

    private static final int MOST_COLUMNS = 120;

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(Path.of(".."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean made = name.equals("target") || (name.startsWith(".") && !name.equals(".."));
                return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static boolean isLong(String line) {
        return line.codePointCount(0, line.length()) > MOST_COLUMNS && !line.startsWith("import ");
    }

    @Test
    void noLineIsLongerThan120Columns() throws IOException {
        List<Path> sources = sources();
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (isLong(lines.get(i))) {
                    found.add(source + ":" + (i + 1));
                }
            }
        }

        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(found).isEmpty();
    }
}
