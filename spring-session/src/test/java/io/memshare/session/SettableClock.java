package io.memshare.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A time of day that only changes when a test says so. Safe for use by several threads. */
final class SettableClock implements InstantSource {

    private volatile Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /** A clock that stands still. */
    static SettableClock stopped() {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        clock.reset();
        return clock;
    }

    /** Sets the time of day, in whole milliseconds. */
    void reset() {
        now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
