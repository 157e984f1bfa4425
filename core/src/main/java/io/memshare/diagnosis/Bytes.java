package io.memshare.diagnosis;

/** Formats amounts of memory for messages. */
final class Bytes {

    private static final long KILO = 1024;

    private Bytes() {}

    /** Returns an amount in the largest unit in which it is at least 1, rounded down: 1536 is 1 KB. */
    static String text(long bytes) {
        long mega = KILO * KILO;
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        return bytes < mega ? bytes / KILO + " KB" : bytes / mega + " MB";
    }
}
