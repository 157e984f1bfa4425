package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * Is notified of changes of completeness. Called on threads that serve the network; must not block and must not throw.
 */
public interface CompletenessListener {

    /** Ignores all events. */
    CompletenessListener NONE = new CompletenessListener() {};

    /**
     * Called when a node that was complete, or new to this server, is not complete.
     *
     * @param node the node
     */
    default void incomplete(NodeAddress node) {}

    /**
     * Called when a node has become complete.
     *
     * @param node the node
     */
    default void complete(NodeAddress node) {}

    /**
     * Called when two nodes turn out to be the same process under two names, so that records on both have a single copy
     * only.
     *
     * @param one the first node
     * @param other the second node
     */
    default void sameProcess(NodeAddress one, NodeAddress other) {}

    /**
     * Called when another application server uses a different list of nodes. Until all servers use the same list, a
     * node that is not in all lists is incomplete.
     *
     * @param nodes the nodes in the other list
     * @param redundancy the number of copies that the other server keeps of a record
     */
    default void otherNodes(List<String> nodes, int redundancy) {}

    /** Called when every node has lost its memory, so that all records from before are gone. */
    default void lostEverything() {}

    /**
     * Called when this server begins to use another state of the list of nodes.
     *
     * @param state the list, or how far the change from one list to another has come
     */
    default void listChanged(ListState state) {}

    /**
     * Called when a node evicts unexpired records, as all others do, so that none of them can be filled again.
     *
     * @param node the node
     */
    default void evicts(NodeAddress node) {}

    /**
     * Called when a note was put on a node that another node missed a change.
     *
     * @param holder the node that holds the note
     * @param about the node that missed the change
     */
    default void noted(NodeAddress holder, NodeAddress about) {}
}
