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
 */
record WriteScope(List<Replica> all, List<Replica> replicas, Completeness completeness, WriteLimits limits) {}
