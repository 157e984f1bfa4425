/**
 * Which nodes hold every record that they should, told by a marker that each node carries: a restart wipes it, a missed
 * write takes it away.
 */
@NullMarked
package io.memshare.wholeness;

import org.jspecify.annotations.NullMarked;
