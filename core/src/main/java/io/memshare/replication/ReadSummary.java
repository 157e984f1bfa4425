package io.memshare.replication;

/**
 * The figures of a read. Immutable.
 *
 * @param kind the kind of record
 * @param result the result
 * @param differing how many replicas answered but held less than others, or nothing
 */
public record ReadSummary(String kind, Result result, int differing) {

    /** The results of a read. */
    public enum Result {
        /** The record exists. */
        FOUND,
        /** The record is known to be permanently gone. */
        DELETED,
        /** The record does not exist. */
        ABSENT,
        /** Unknown, because too few nodes answered. */
        UNKNOWN
    }
}
