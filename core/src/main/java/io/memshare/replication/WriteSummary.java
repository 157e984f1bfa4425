package io.memshare.replication;

/**
 * One write to the replicas, in numbers. Immutable.
 *
 * @param kind the kind of record
 * @param result what came of it
 * @param bytes the size of the record in the form in which nodes hold it
 * @param copies how many replicas hold it now
 * @param missing how many replicas should, and do not as far as is known
 * @param repaired how many replicas hold it now that were found to hold less than others, or nothing
 * @param rounds how many round trips it took
 */
public record WriteSummary(String kind, Result result, int bytes, int copies, int missing, int repaired, int rounds) {

    /** What can come of a write. */
    public enum Result {
        /** One replica at least holds it. */
        KEPT,
        /** No replica is known to hold it. */
        NOT_KEPT,
        /** Nothing was sent, as no node takes so large a record. */
        TOO_LARGE,
        /** Another write came first, and this one was not to go over it. */
        OVERTAKEN
    }
}
