package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import java.util.List;

/** Is told of rebuilds that this application server does. Called on threads of memshare; must not block and must not throw. */
public interface RebuildListener {

    /** Hears nothing. */
    RebuildListener NONE = new RebuildListener() {};

    /**
     * The rebuild of a node begins.
     *
     * @param node the node
     * @param sources the nodes that its records are looked for on, at least one unless there are no other copies
     */
    default void started(NodeAddress node, List<NodeAddress> sources) {}

    /**
     * A rebuild goes on. Called every ten seconds or ten percent.
     *
     * @param node the node
     * @param percent how much is done, about, 0 to 100
     * @param counts what was done so far
     */
    default void progress(NodeAddress node, int percent, RebuildCounts counts) {}

    /**
     * A rebuild has ended.
     *
     * @param node the node
     * @param result how
     */
    default void finished(NodeAddress node, RebuildResult result) {}
}
