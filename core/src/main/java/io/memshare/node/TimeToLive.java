package io.memshare.node;

import java.time.Duration;

/**
 * The time for which a node keeps an item from its last touch on. Immutable.
 *
 * @param seconds whole seconds, at least 1, or {@link Long#MAX_VALUE} for as long as the node has room
 */
public record TimeToLive(long seconds) {

    /** As long as the node has room. */
    public static final TimeToLive FOREVER = new TimeToLive(Long.MAX_VALUE);

    public TimeToLive {
        if (seconds < 1) {
            throw new IllegalArgumentException("a time to live of " + seconds + " s is shorter than a second");
        }
    }

    /**
     * Returns the time to live that is not shorter than a duration.
     *
     * @param duration any duration; anything below a second becomes 1 s
     */
    public static TimeToLive of(Duration duration) {
        long seconds = duration.plusNanos(999_999_999L).toSeconds();
        return new TimeToLive(Math.max(1, seconds));
    }

    /** Returns whether the item is kept as long as there is room. */
    public boolean isForever() {
        return seconds == Long.MAX_VALUE;
    }

    /** Returns the longer of the two. */
    public TimeToLive max(TimeToLive other) {
        return seconds >= other.seconds ? this : other;
    }
}
