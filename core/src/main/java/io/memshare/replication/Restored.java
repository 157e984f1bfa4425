package io.memshare.replication;

/** What came of {@link ReplicatedStore#restore}. */
public enum Restored {
    /** The node held all of the record already. */
    UNCHANGED,
    /** The record was copied to the node, or merged into what the node held. */
    COPIED,
    /** There is no such record any more. */
    GONE,
    /** No replica holds bytes that can be read; they were left alone. */
    DAMAGED,
    /** The record is in a format that this version does not know; it was left alone, and a later version may copy it. */
    FOREIGN,
    /** A replica gave no answer, or did not take the record. */
    FAILED
}
