package io.memshare.completeness;

import io.memshare.completeness.ListState.Phase;
import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * The evaluation of a new list of nodes. A pure function of the present state. Immutable.
 *
 * @param outcome {@link NodeListChange#ACCEPTED} if the state may be proposed to the nodes
 * @param next the state to propose; the present state if there is nothing to propose
 */
record ListProposal(NodeListChange outcome, ListState next) {

    /**
     * Evaluates a new list. Where every node holds every record, this remains so; otherwise the number of copies
     * remains.
     *
     * @param present the present state
     * @param nodes the new nodes, 1 or more, without duplicates
     * @param cluster the number of the cluster if it has none yet
     */
    static ListProposal of(ListState present, List<NodeAddress> nodes, long cluster) {
        NodeList from = present.trusted();
        int copies = from.isEverywhere() ? nodes.size() : from.redundancy();
        NodeList target = NodeList.of(nodes, copies, from.mode());
        if (from.isQuorum()) {
            return new ListProposal(NodeListChange.QUORUM, present);
        }
        if (copies > nodes.size()) {
            return new ListProposal(NodeListChange.TOO_FEW_NODES, present);
        }
        if (target.hasSameNodes(present.to())) {
            return new ListProposal(NodeListChange.UNCHANGED, present);
        }
        if (present.phase() == Phase.SWITCHED) {
            return new ListProposal(NodeListChange.CHANGING, present);
        }
        if (!target.shares(from)) {
            return new ListProposal(NodeListChange.NO_SHARED_NODE, present);
        }
        // Back to the former list: nothing has to be filled, and all servers trust it.
        ListState next = target.hasSameNodes(from) ? present.stable() : present.filling(target, cluster);
        return new ListProposal(NodeListChange.ACCEPTED, next);
    }
}
