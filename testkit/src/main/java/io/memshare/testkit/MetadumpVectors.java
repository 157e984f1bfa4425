package io.memshare.testkit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Recorded answers to {@code lru_crawler metadump all}, byte for byte, for each form that memcached has had. Each
 * contains the keys of {@link #KEYS} and a key that is not text. Thread-safe.
 */
public final class MetadumpVectors {

    /**
     * The first version of each form: without client flags, with them, with a trailing blank, with a line {@code OK}.
     */
    public static final List<String> VERSIONS = List.of("1.6.18", "1.6.38", "1.6.39", "1.6.45");

    /** The keys that are text. */
    public static final List<String> KEYS =
            List.of("memshare:s:a_b-C~.", "memshare:marker", "other%20/key", "k".repeat(250));

    private MetadumpVectors() {}

    /**
     * Returns the answer of a version.
     *
     * @param version an element of {@link #VERSIONS}
     */
    public static byte[] of(String version) {
        try (InputStream in = MetadumpVectors.class.getResourceAsStream("metadump/" + version + ".txt")) {
            if (in == null) {
                throw new FileNotFoundException("no answer of memcached " + version + " was recorded");
            }
            return in.readAllBytes();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
