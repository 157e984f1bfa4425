package io.memshare.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that jumps from event to event. What is to happen at the same time happens in the order in which it was asked
 * for.
 */
final class VirtualTime {

    static final long MILLI = 1_000;
    static final long SECOND = 1_000_000;

    private static final long EPOCH_MILLIS = 1_700_000_000_000L;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long count;

    private record Event(long at, long order, Runnable action) {}

    /** Returns the microseconds since the beginning. */
    long now() {
        return now;
    }

    /** Returns the whole seconds since the beginning, as memcached counts them. */
    long seconds() {
        return now / SECOND;
    }

    void after(long micros, Runnable action) {
        events.add(new Event(now + Math.max(0, micros), count++, action));
    }

    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
            events.poll();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    /** Returns a time of day that is wrong by some milliseconds. */
    InstantSource wallClock(long skewMillis) {
        return () -> Instant.ofEpochMilli(EPOCH_MILLIS + skewMillis + now / MILLI);
    }
}
