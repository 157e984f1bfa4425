package io.memshare.replication;

import io.memshare.node.Replica;
import java.util.List;

/**
 * Which nodes a write concerns.
 *
 * @param all all nodes
 * @param replicas the nodes that are to hold the record
 * @param completeness takes the notes
 * @param limits how long the write may take
 * @param consistency how many nodes have to take it
 */
record WriteScope(
        List<Replica> all,
        List<Replica> replicas,
        Completeness completeness,
        WriteLimits limits,
        Consistency consistency) {

    /** Returns how many replicas have to take the write. */
    int needed() {
        return consistency.needed(replicas.size());
    }
}
