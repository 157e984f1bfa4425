package io.memshare.replication;

/** The result of {@link ReplicatedStore#restore}. */
public enum Restored {
    /** The node already held the whole record. */
    UNCHANGED,
    /** The record was copied to the node, or merged into its content. */
    COPIED,
    /** The record no longer exists. */
    GONE,
    /** No replica holds readable bytes; they were left alone. */
    DAMAGED,
    /** The record is in a format that this version does not know. The node has its bytes, or bytes of its own. */
    FOREIGN,
    /** A replica gave no answer, or did not take the record. */
    FAILED
}
