package io.memshare.memcached;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The end of a time span. Immutable.
 *
 * @param nanoTime a monotonic clock such as {@link System#nanoTime}
 * @param atNanos the end on that clock
 * @param span the whole span, for messages
 */
record Deadline(LongSupplier nanoTime, long atNanos, Duration span) {

    static Deadline after(Duration span, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + span.toNanos(), span);
    }

    /** Returns a deadline that is the given span from now, or this deadline if it is earlier. */
    Deadline within(Duration other) {
        Deadline sooner = after(other, nanoTime);
        return sooner.atNanos() - atNanos < 0 ? sooner : this;
    }

    /** Returns the remaining time in milliseconds, rounded up; 0 after the deadline. */
    int remainingMillis() {
        long nanos = atNanos - nanoTime.getAsLong();
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, millis);
    }

    @Override
    public String toString() {
        return span.toMillis() + " ms";
    }
}
