package io.memshare.rebuild;

import java.time.Duration;

/**
 * How a rebuild ended. Immutable.
 *
 * @param outcome how
 * @param reason why the node is not complete, in words for a person; empty if it is
 * @param counts what was done
 * @param duration how long it took
 */
public record RebuildResult(Outcome outcome, String reason, RebuildCounts counts, Duration duration) {

    /** How a rebuild can end. */
    public enum Outcome {
        /** The node holds all that it should, and carries the marker that says so. */
        COMPLETE,
        /** All was copied that could be found, but there may be more on nodes that are not complete themselves or out of reach. */
        INCOMPLETE,
        /** Something went wrong; it will be tried again. */
        FAILED,
        /** It was given up, as the node was lost or missed more, another server took over, or this one is being closed. */
        ABANDONED
    }
}
