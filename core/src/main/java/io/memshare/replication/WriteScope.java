package io.memshare.replication;

import io.memshare.node.Replica;
import java.util.List;

/**
 * The nodes that a write concerns.
 *
 * @param all all nodes
 * @param replicas the nodes that should hold the record, the trusted nodes first
 * @param trusted how many of them are trusted
 * @param completeness receives the notes
 * @param limits the time limits of the write
 * @param consistency how many nodes must take the write
 */
record WriteScope(
        List<Replica> all,
        List<Replica> replicas,
        int trusted,
        Completeness completeness,
        WriteLimits limits,
        Consistency consistency) {

    /** Returns how many trusted replicas must take the write. */
    int needed() {
        return consistency.needed(trusted);
    }
}
