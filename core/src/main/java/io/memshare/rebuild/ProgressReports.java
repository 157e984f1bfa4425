package io.memshare.rebuild;

/**
 * Decides when to report progress: every ten seconds or ten percent. Does not read a clock; confined to a single thread
 * at a time.
 */
final class ProgressReports {

    private static final long EVERY_NANOS = 10_000_000_000L;
    private static final int EVERY_PERCENT = 10;

    private long lastNanos;
    private int lastPercent;

    ProgressReports(long nowNanos) {
        this.lastNanos = nowNanos;
    }

    /** Returns whether a report is due, and counts it as made. */
    boolean isDue(long nowNanos, int percent) {
        boolean due = nowNanos - lastNanos >= EVERY_NANOS || percent - lastPercent >= EVERY_PERCENT;
        if (due) {
            lastNanos = nowNanos;
            lastPercent = percent;
        }
        return due;
    }
}
