package io.memshare.memcached;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a server. Immutable.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

    /**
     * The first version whose {@code ms} command has the form that memshare sends. In earlier versions the length of
     * the value was a flag ({@code ms key S10}), and every write is answered with an error.
     */
    static final ServerVersion OLDEST = new ServerVersion(1, 6, 10);

    /** Three numbers, followed by optional suffixes of packagers and developers. */
    private static final Pattern LINE =
            Pattern.compile("VERSION ([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})(?:[^0-9].*)?");

    private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch);

    /**
     * Parses the answer to {@code version}.
     *
     * @return the version, or null if the answer does not have three numbers, as is possible for a proxy or a
     *     development build
     */
    static @Nullable ServerVersion parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? new ServerVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)) : null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    boolean isTooOld() {
        return compareTo(OLDEST) < 0;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
