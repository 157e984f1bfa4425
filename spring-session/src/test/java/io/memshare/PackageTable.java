package io.memshare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packages and their dependencies, as the table in {@code docs/architecture.md} has them. */
final class PackageTable {

    /** The name of {@code io.memshare} itself in the table. */
    static final String ROOT = "io.memshare";

    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)`[^|]*\\|[^|]*\\|([^|]*)\\|");
    private static final String HEAD = "| package";

    private final Map<String, Set<String>> allowed = new TreeMap<>();

    private PackageTable(Iterable<String> lines) {
        boolean inside = false;
        for (String line : lines) {
            inside = line.startsWith(HEAD) || (inside && line.startsWith("|"));
            Matcher row = ROW.matcher(line);
            if (inside && row.matches()) {
                allowed.put(row.group(1), packages(row.group(2)));
            }
        }
    }

    /** Reads the table from wherever the JVM was started: Maven's own looks for tests where several JVMs run them. */
    static PackageTable read() {
        try {
            Path classes = Path.of(PackageTable.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new PackageTable(Files.readAllLines(classes.resolve("../../../docs/architecture.md")));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Set<String> packages(String cell) {
        return Arrays.stream(cell.split(","))
                .map(name -> name.replace("`", "").strip())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the packages of the table, without {@code io.memshare} itself, which may use all. */
    Set<String> packages() {
        Set<String> packages = new TreeSet<>(allowed.keySet());
        packages.remove(ROOT);
        return packages;
    }

    /** Returns the packages that a package may use. */
    Set<String> allowed(String name) {
        return allowed.getOrDefault(name, Set.of());
    }
}
