package io.memshare.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A source of elapsed time. Safe for use by several threads. */
interface Ticker {

    /**
     * Returns the time of this machine.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    static Ticker of(LongSupplier nanoTime) {
        return new Ticker() {
            @Override
            public long nanos() {
                return nanoTime.getAsLong();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        };
    }

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
