package io.memshare;

import io.memshare.completeness.VoucherStatus;
import io.memshare.node.NodeStatus;
import io.memshare.node.ServerStats;
import io.memshare.rebuild.RebuildProgress;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge of this application server about a node at a point in time. Immutable.
 *
 * @param status whether it is up, and since when
 * @param role whether it is trusted while the list of nodes is changed
 * @param vouches its completeness at the last poll; unknown while it is not up
 * @param stats its last reported statistics; null while it is not up, or has not reported any yet
 * @param evicting whether it was seen to evict unexpired items within the last minute
 * @param hints how many deletions wait to be delivered to it
 * @param rebuild the progress of its rebuild by this server; null if this server does not rebuild it, even if another
 *     server does
 */
public record NodeReport(
        NodeStatus status,
        NodeRole role,
        VoucherStatus.Kind vouches,
        @Nullable ServerStats stats,
        boolean evicting,
        int hints,
        @Nullable RebuildProgress rebuild) {

    /** Returns whether the node is up and, under quorum consistency, its copies count. */
    public boolean counts() {
        return status.up()
                && role == NodeRole.MEMBER
                && (vouches == VoucherStatus.Kind.COMPLETE || vouches == VoucherStatus.Kind.INTACT);
    }

    /** Returns whether the node is up and known to hold every record that it should. */
    public boolean isComplete() {
        return status.up() && vouches == VoucherStatus.Kind.COMPLETE;
    }
}
