/**
 * The rebuild: copies to a node that came back the records that it lacks and its peers hold, in the background, as
 * RAID rebuilds a disk.
 *
 * <p>API for applications: {@link RebuildListener}, {@link RebuildCounts}, {@link RebuildProgress} and {@link
 * RebuildResult}. The other types are internal and may change in any release.
 */
@NullMarked
package io.memshare.rebuild;

import org.jspecify.annotations.NullMarked;
