/**
 * Copies to a node that came back the records that it lacks and its peers have, in the background, as a RAID rebuilds a
 * disk.
 */
@NullMarked
package io.memshare.rebuild;

import org.jspecify.annotations.NullMarked;
