package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import java.time.Duration;

/**
 * The progress of a rebuild by this application server. Immutable.
 *
 * @param node the node that is being rebuilt
 * @param percent the approximate progress, 0 to 100
 * @param counts the record counts so far
 * @param lasting how long the rebuild has been running
 */
public record RebuildProgress(NodeAddress node, int percent, RebuildCounts counts, Duration lasting) {}
