package io.memshare.replication;

/**
 * The figures of a write. Immutable.
 *
 * @param kind the kind of record
 * @param result the result
 * @param bytes the stored size of the record in bytes
 * @param copies how many replicas hold it now
 * @param missing how many replicas should hold it but are not known to
 * @param repaired how many replicas hold it now that were found to hold less than others, or nothing
 * @param rounds the number of round trips
 */
public record WriteSummary(String kind, Result result, int bytes, int copies, int missing, int repaired, int rounds) {

    /** The results of a write. */
    public enum Result {
        /** At least 1 replica holds the record. */
        KEPT,
        /** No replica is known to hold it. */
        NOT_KEPT,
        /** Nothing was sent, because no node accepts so large a record. */
        TOO_LARGE,
        /** Another write came first, and this write must not overwrite it. */
        OVERTAKEN
    }
}
