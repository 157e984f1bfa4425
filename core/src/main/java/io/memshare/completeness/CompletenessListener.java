package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.List;

/** Is notified of what the nodes vouch for. Called on threads that serve the network; must not block and must not throw. */
public interface CompletenessListener {

    /** Ignores everything. */
    CompletenessListener NONE = new CompletenessListener() {};

    /**
     * A node that was complete, or new to this server, is not complete.
     *
     * @param node the node
     */
    default void incomplete(NodeAddress node) {}

    /**
     * A node is complete from now on.
     *
     * @param node the node
     */
    default void complete(NodeAddress node) {}

    /**
     * Two nodes are the same process under two names: what is stored on both has one copy only.
     *
     * @param one one of them
     * @param other the other one
     */
    default void sameProcess(NodeAddress one, NodeAddress other) {}

    /**
     * Another application server uses another list of nodes. Until all use the same, a node that is not in all lists is
     * incomplete.
     *
     * @param nodes the nodes in the other list
     * @param redundancy the number of copies that the other server keeps of a record
     */
    default void otherNodes(List<String> nodes, int redundancy) {}

    /**
     * A node evicts records that have not expired, as all others do, so that none of them can be filled again.
     *
     * @param node the node
     */
    default void evicts(NodeAddress node) {}

    /**
     * A note was put on a node that says that another one missed a change.
     *
     * @param holder the node that holds it
     * @param about the node that missed the change
     */
    default void noted(NodeAddress holder, NodeAddress about) {}
}
