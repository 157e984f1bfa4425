package io.memshare.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;

/** Checks whether a package, or a subpackage of it, is on the class path. */
final class PackagePresence {

    private PackagePresence() {}

    static boolean of(String packageName, ClassLoader classLoader) {
        String folder = packageName.replace('.', '/') + "/";
        try {
            return classLoader.getResource(folder) != null || isInAnArchive(folder, classLoader);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** An archive need not have entries for its folders. */
    private static boolean isInAnArchive(String folder, ClassLoader classLoader) throws IOException {
        for (URL manifest : Collections.list(classLoader.getResources("META-INF/MANIFEST.MF"))) {
            if (manifest.openConnection() instanceof JarURLConnection archive
                    && archive.getJarFile().stream()
                            .anyMatch(entry -> entry.getName().startsWith(folder))) {
                return true;
            }
        }
        return false;
    }
}
