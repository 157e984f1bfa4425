package io.memshare.node;

import java.time.Duration;

/**
 * How long a node keeps an item after its last touch. Immutable.
 *
 * @param seconds whole seconds, at least 1, or {@link Long#MAX_VALUE} for as long as the node has room
 */
public record TimeToLive(long seconds) {

    /** For as long as the node has room. */
    public static final TimeToLive FOREVER = new TimeToLive(Long.MAX_VALUE);

    public TimeToLive {
        if (seconds < 1) {
            throw new IllegalArgumentException("a time to live of " + seconds + " s is shorter than a second");
        }
    }

    /**
     * Returns a duration as a time to live, rounded up to whole seconds.
     *
     * @param duration any duration; durations below a second become 1 s
     */
    public static TimeToLive of(Duration duration) {
        long seconds = duration.plusNanos(999_999_999L).toSeconds();
        return new TimeToLive(Math.max(1, seconds));
    }

    /**
     * Returns a number of seconds as a time to live.
     *
     * @param seconds any number; numbers below 1 become 1 s, {@link Long#MAX_VALUE} is {@link #FOREVER}
     */
    public static TimeToLive ofSeconds(long seconds) {
        return new TimeToLive(Math.max(1, seconds));
    }

    /**
     * Returns a longer time to live.
     *
     * @param more the seconds to add, 0 or more
     * @return {@link #FOREVER} if the sum has no room in a {@code long}
     */
    public TimeToLive plus(long more) {
        return seconds > Long.MAX_VALUE - more ? FOREVER : new TimeToLive(seconds + more);
    }

    /**
     * Returns a shorter time to live.
     *
     * @param less the seconds to subtract, 0 or more
     * @return at least 1 s; {@link #FOREVER} stays as it is
     */
    public TimeToLive minus(long less) {
        return isForever() ? this : ofSeconds(seconds - less);
    }

    /** Returns whether the item is kept for as long as there is room. */
    public boolean isForever() {
        return seconds == Long.MAX_VALUE;
    }

    /** Returns the longer of the two. */
    public TimeToLive max(TimeToLive other) {
        return seconds >= other.seconds ? this : other;
    }
}
