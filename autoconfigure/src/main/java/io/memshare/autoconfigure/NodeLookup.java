package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.util.List;

/**
 * Finds the nodes behind the entries of {@code memshare.nodes} that are sources. Implementations must be thread-safe.
 */
interface NodeLookup {

    /**
     * Looks up a source.
     *
     * @return the nodes, at least one, in any order
     * @throws IOException if there are none, or they cannot be found out; the message is a clause that says so
     */
    List<NodeAddress> nodes(NodeSource source) throws IOException;
}
