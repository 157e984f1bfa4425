package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import java.util.regex.Pattern;

/**
 * The entries of a slice. A value has up to two: one for all of its sessions, and one for all but a family, so that
 * neither undoes the other. The slice is the first character of the value's name.
 */
final class NotBeforeEntries {

    private static final String ALL = "a";
    private static final String OTHERS = "o";

    /** The names of slices, and of entries of slices. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]|[" + ALL + OTHERS + "][A-Za-z0-9_-]{43}");

    private NotBeforeEntries() {}

    /** Returns whether a name is that of a slice in the directory, or of an entry of a slice. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the name of the slice for the name of a value. */
    static String sliceOf(String valueName) {
        return valueName.substring(0, 1);
    }

    /**
     * Returns the name of an entry.
     *
     * @param valueName the name of the value
     * @param others whether the entry excepts a family
     */
    static String nameOf(String valueName, boolean others) {
        return (others ? OTHERS : ALL) + valueName;
    }

    static boolean isOfOthers(String entry) {
        return entry.startsWith(OTHERS);
    }

    /** Returns the name of the value of an entry. */
    static String valueOf(String entry) {
        return entry.substring(1);
    }

    static NotBefore decode(String entry, HybridTimestamp at, NotBeforeState.Until until) {
        return isOfOthers(entry)
                ? new NotBefore(HybridTimestamp.ZERO, at, until.kept())
                : new NotBefore(at, HybridTimestamp.ZERO, "");
    }
}
