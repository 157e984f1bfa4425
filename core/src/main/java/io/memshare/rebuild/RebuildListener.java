package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * Is notified of the rebuilds by this application server. Called on memshare's threads; must not block and must not
 * throw.
 */
public interface RebuildListener {

    /** Ignores all events. */
    RebuildListener NONE = new RebuildListener() {};

    /**
     * Called when the rebuild of a node starts.
     *
     * @param node the node
     * @param sources the nodes to copy from, at least 1 unless there are no other copies
     */
    default void started(NodeAddress node, List<NodeAddress> sources) {}

    /**
     * Called every ten seconds or ten percent of a rebuild.
     *
     * @param node the node
     * @param percent the approximate progress, 0 to 100
     * @param counts the record counts so far
     */
    default void progress(NodeAddress node, int percent, RebuildCounts counts) {}

    /**
     * Called when a rebuild has ended.
     *
     * @param node the node
     * @param result the result
     */
    default void finished(NodeAddress node, RebuildResult result) {}
}
