package io.memshare.rebuild;

/** A source of elapsed time. Safe for use by several threads. */
public interface Ticker {

    /** Returns the nanoseconds of a monotonic clock. */
    long nanos();

    /**
     * Waits.
     *
     * @param nanos how long, more than 0
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(long nanos) throws InterruptedException;
}
