package io.memshare;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.node.SelfHealingNode;
import io.memshare.rebuild.RebuildProgress;
import io.memshare.rebuild.Rebuilder;
import io.memshare.replication.Hints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the knowledge of this server about the nodes. Safe for use by several threads. */
record NodeReports(
        List<SelfHealingNode> nodes, CompletenessKeeper keeper, StatsPoll stats, Hints hints, Rebuilder rebuilder) {

    List<NodeReport> now() {
        RebuildProgress rebuild = rebuilder.progress().orElse(null);
        return nodes.stream().map(node -> of(node, rebuild)).toList();
    }

    private NodeReport of(SelfHealingNode node, @Nullable RebuildProgress rebuild) {
        NodeStatus status = node.status();
        NodeAddress address = status.address();
        return new NodeReport(
                status,
                status.up() ? keeper.lastKind(node) : VoucherStatus.Kind.UNKNOWN,
                status.up() ? stats.last(address).orElse(null) : null,
                stats.isEvicting(address),
                hints.waiting(address),
                rebuild != null && rebuild.node().equals(address) ? rebuild : null);
    }
}
