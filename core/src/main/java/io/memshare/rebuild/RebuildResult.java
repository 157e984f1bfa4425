package io.memshare.rebuild;

import java.time.Duration;

/**
 * The result of a rebuild. Immutable.
 *
 * @param outcome the outcome
 * @param reason the reason why the node is not complete, human-readable; empty if it is complete
 * @param counts the record counts
 * @param duration how long it took
 */
public record RebuildResult(Outcome outcome, String reason, RebuildCounts counts, Duration duration) {

    /** The outcomes of a rebuild. */
    public enum Outcome {
        /** The node holds all records that it should, and carries a voucher that says so. */
        COMPLETE,
        /** All records that could be found were copied, but nodes that are incomplete or unreachable may have more. */
        INCOMPLETE,
        /** The rebuild failed and will be retried. */
        FAILED,
        /**
         * The rebuild was given up because the node was lost or missed more writes, another server took over, or this
         * server is being closed.
         */
        ABANDONED
    }
}
