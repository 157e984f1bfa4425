package io.memshare;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.ListState;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.rebuild.RebuildProgress;
import io.memshare.rebuild.Rebuilder;
import io.memshare.replication.Consistency;
import io.memshare.replication.Hints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the knowledge of this server about the nodes. Safe for use by several threads. */
record NodeReports(NodePool pool, CompletenessKeeper keeper, StatsPoll stats, Hints hints, Rebuilder rebuilder) {

    StoreReport now(Consistency consistency) {
        RebuildProgress rebuild = rebuilder.progress().orElse(null);
        ListState state = pool.state();
        List<NodeReport> nodes =
                pool.nodes().stream().map(node -> of(node, state, rebuild)).toList();
        NodeListReport list = new NodeListReport(
                state.epoch(),
                state.phase(),
                state.trustedNodes(),
                state.otherNodes(),
                keeper.lists().foreign());
        return new StoreReport(nodes, state.redundancy(), consistency, list);
    }

    private static NodeRole role(ListState state, NodeAddress node) {
        if (state.trustedNodes().contains(node)) {
            return NodeRole.MEMBER;
        }
        return state.phase() == ListState.Phase.FILLING ? NodeRole.JOINING : NodeRole.LEAVING;
    }

    private NodeReport of(Node node, ListState state, @Nullable RebuildProgress rebuild) {
        NodeStatus status = node.status();
        NodeAddress address = status.address();
        return new NodeReport(
                status,
                role(state, address),
                status.up() ? keeper.lastKind(node) : VoucherStatus.Kind.UNKNOWN,
                status.up() ? stats.last(address).orElse(null) : null,
                stats.isEvicting(address),
                hints.waiting(address),
                rebuild != null && rebuild.node().equals(address) ? rebuild : null);
    }
}
