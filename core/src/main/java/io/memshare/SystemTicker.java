package io.memshare;

import io.memshare.rebuild.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits by the time of the system. Safe for use by several threads.
 *
 * @param nanoTime a monotonic clock
 */
record SystemTicker(LongSupplier nanoTime) implements Ticker {

    @Override
    public long nanos() {
        return nanoTime.getAsLong();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
