/**
 * The rebuild: copies to a node that came back the records that it lacks and its peers hold, in the background, as RAID
 * rebuilds a disk.
 */
@NullMarked
package io.memshare.rebuild;

import org.jspecify.annotations.NullMarked;
