package io.memshare.replication;

import io.memshare.node.Node;
import java.util.List;

/**
 * Which nodes a write concerns.
 *
 * @param all all nodes
 * @param replicas the nodes that are to hold the record
 * @param completeness takes the notes
 * @param limits how long the write may take
 */
record WriteScope(List<Node> all, List<Node> replicas, Completeness completeness, WriteLimits limits) {}
