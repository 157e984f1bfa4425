package io.memshare;

import io.memshare.completeness.Standing;
import io.memshare.node.NodeStatus;
import io.memshare.node.ServerStats;
import io.memshare.rebuild.RebuildProgress;
import org.jspecify.annotations.Nullable;

/**
 * All that this application server knows of a node at a moment. Immutable.
 *
 * @param status whether it is up, and since when
 * @param vouches what it vouched for when it was last looked at; unknown while it is not up
 * @param stats what it told of itself when it was last asked; null while it is not up, or has not told yet
 * @param evicting whether it was seen within the last minute to evict items that have not expired
 * @param hints how many deletions wait to be delivered to it
 * @param rebuild how far its rebuild has come, if this server rebuilds it; null otherwise, also if another server does
 */
public record NodeReport(
        NodeStatus status,
        Standing.Kind vouches,
        @Nullable ServerStats stats,
        boolean evicting,
        int hints,
        @Nullable RebuildProgress rebuild) {

    /** Returns whether the node is up and, where majorities count, its copies do. */
    public boolean counts() {
        return status.up() && (vouches == Standing.Kind.COMPLETE || vouches == Standing.Kind.INTACT);
    }

    /** Returns whether the node is up and known to hold every record that it should. */
    public boolean isComplete() {
        return status.up() && vouches == Standing.Kind.COMPLETE;
    }
}
