package io.memshare.autoconfigure.endpoint;

import io.memshare.NodeReport;
import io.memshare.node.NodeStatus;
import io.memshare.node.ServerStats;
import io.memshare.rebuild.RebuildProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A node as shown by the endpoint.
 *
 * @param state up or down
 * @param since since when
 * @param reason why it is down; null while it is up
 * @param lastFailure the kind of its last failure; null if it has not failed yet
 * @param vouches its completeness: complete, incomplete or unknown
 * @param version the version of memcached; null while unknown, as are the following four
 * @param items the number of items that it holds
 * @param bytes the memory that the items occupy
 * @param limitBytes the memory that items may occupy
 * @param evictions how many unexpired items it has evicted since it was started
 * @param waitingDeletions how many deletions this server keeps for it
 * @param rebuild the progress of its rebuild by this server; null if there is none
 */
record NodeDescriptor(
        String state,
        Instant since,
        @Nullable String reason,
        @Nullable String lastFailure,
        String vouches,
        @Nullable String version,
        @Nullable Long items,
        @Nullable Long bytes,
        @Nullable Long limitBytes,
        @Nullable Long evictions,
        int waitingDeletions,
        @Nullable RebuildDescriptor rebuild) {

    /**
     * A rebuild as shown by the endpoint.
     *
     * @param percent the progress
     * @param checked records that were examined
     * @param copied records that the node lacked and now holds
     * @param failed records that could not be read or written
     */
    record RebuildDescriptor(int percent, long checked, long copied, long failed) {}

    static NodeDescriptor of(NodeReport node, Instant now) {
        NodeStatus status = node.status();
        ServerStats stats = node.stats();
        return new NodeDescriptor(
                status.up() ? "up" : "down",
                now.minus(status.lasting()).truncatedTo(ChronoUnit.SECONDS),
                status.up() ? null : status.reason(),
                status.lastFailure() == null ? null : lower(status.lastFailure().kind()),
                lower(node.vouches()),
                stats == null ? null : stats.version(),
                stats == null ? null : stats.items(),
                stats == null ? null : stats.bytes(),
                stats == null ? null : stats.limitBytes(),
                stats == null ? null : stats.evictions(),
                node.hints(),
                rebuild(node.rebuild()));
    }

    private static @Nullable RebuildDescriptor rebuild(@Nullable RebuildProgress progress) {
        return progress == null
                ? null
                : new RebuildDescriptor(
                        progress.percent(),
                        progress.counts().checked(),
                        progress.counts().copied(),
                        progress.counts().failed());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
