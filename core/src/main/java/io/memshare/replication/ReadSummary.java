package io.memshare.replication;

/**
 * One read from the replicas, in numbers. Immutable.
 *
 * @param kind the kind of record
 * @param result what came of it
 * @param differing how many replicas answered and held less than others, or nothing
 */
public record ReadSummary(String kind, Result result, int differing) {

    /** What can come of a read. */
    public enum Result {
        /** The record is there. */
        FOUND,
        /** It is known to be gone for good. */
        DELETED,
        /** There is no such record. */
        ABSENT,
        /** Too few nodes answered to tell. */
        UNKNOWN
    }
}
