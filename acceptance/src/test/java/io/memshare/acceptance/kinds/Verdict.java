package io.memshare.acceptance.kinds;

import java.util.IdentityHashMap;
import org.hibernate.LazyInitializationException;

/**
 * What became of a value.
 *
 * @param fate in one word
 * @param detail the portrait that came back, or what went wrong
 */
record Verdict(Fate fate, String detail) {

    /** What can become of a value. */
    enum Fate {
        KEPT,
        REFUSED,
        CHANGED,
        LOST
    }

    static final String GONE = "gone: it was accepted, and at the next request there is nothing";

    private static final String UNREADABLE = "cannot be read: ";

    private static final String UNEQUAL = "UNEQUAL to one that was made in that JVM: ";

    static Verdict refused(Throwable reason) {
        return new Verdict(Fate.REFUSED, String.valueOf(reason));
    }

    /** Judges by the portrait of the value that was kept and what the other server saw. */
    static Verdict of(String original, String seen) {
        if (seen.equals(original)) {
            return new Verdict(Fate.KEPT, seen);
        }
        if (seen.equals(GONE) || seen.startsWith(UNREADABLE)) {
            return new Verdict(Fate.LOST, seen);
        }
        return new Verdict(Fate.CHANGED, seen + "\n  it was " + original);
    }

    static String cannotBeRead(Throwable reason) {
        return UNREADABLE + reason;
    }

    /**
     * The portrait of a value that was read, with a note if it does not equal a new one although new ones are equal.
     */
    static String portrait(Kind kind, Object value) {
        return (hasLostEquality(kind, value) ? UNEQUAL : "") + Portrait.of(value);
    }

    private static boolean hasLostEquality(Kind kind, Object value) {
        if (value.getClass().isHidden() || value instanceof IdentityHashMap<?, ?>) {
            return false; // equal only where they, or their keys, are one and the same
        }
        Object made = kind.make();
        return areEqual(made, kind.make()) && !areEqual(made, value);
    }

    private static boolean areEqual(Object one, Object other) {
        try {
            return one.equals(other) && other.equals(one) && one.hashCode() == other.hashCode();
        } catch (LazyInitializationException | StackOverflowError ex) {
            return false;
        }
    }
}
