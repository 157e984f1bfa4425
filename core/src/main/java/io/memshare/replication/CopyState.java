package io.memshare.replication;

/** The states of a node's copy of a record, compared with the merged state of all copies. */
public enum CopyState {
    /** The copy is as new as any. */
    CURRENT,
    /** The copy is older than that of another node. */
    OLDER,
    /** The node has no copy. */
    MISSING,
    /** The copy cannot be read. */
    DAMAGED,
    /** The node gave no answer, or was not asked. */
    UNREACHABLE
}
