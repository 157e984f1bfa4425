/**
 * Convergent values: hybrid timestamps and their clock, a last-writer-wins register and map. What is merged here ends
 * equal on every replica, in whatever order and however often the parts arrive.
 */
@NullMarked
package io.memshare.crdt;

import org.jspecify.annotations.NullMarked;
