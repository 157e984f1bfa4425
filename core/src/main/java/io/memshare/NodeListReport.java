package io.memshare;

import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * The list of nodes that this application server uses. Immutable.
 *
 * @param epoch the number of the state of the list, 0 for the configured list; grows with each step of each change
 * @param phase how far a change of the list has come
 * @param nodes the trusted nodes
 * @param others the nodes of the other list while the list is changed: the new list until it is trusted, then the
 *     former list; otherwise the trusted nodes
 * @param foreign the lists of other application servers that do not fit this list
 */
public record NodeListReport(
        long epoch,
        ListState.Phase phase,
        List<NodeAddress> nodes,
        List<NodeAddress> others,
        List<List<String>> foreign) {

    public NodeListReport {
        nodes = List.copyOf(nodes);
        others = List.copyOf(others);
        foreign = List.copyOf(foreign);
    }
}
