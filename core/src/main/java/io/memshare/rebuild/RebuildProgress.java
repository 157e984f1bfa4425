package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import java.time.Duration;

/**
 * How far a rebuild has come that this application server does. Immutable.
 *
 * @param node the node that is rebuilt
 * @param percent how much is done, about, 0 to 100
 * @param counts what was done so far
 * @param lasting for how long it has been under way
 */
public record RebuildProgress(NodeAddress node, int percent, RebuildCounts counts, Duration lasting) {}
