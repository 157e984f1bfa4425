package io.memshare;

import io.memshare.rebuild.Ticker;
import java.util.concurrent.TimeUnit;

/** The time of the system. Safe for use by several threads. */
final class SystemTicker implements Ticker {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
