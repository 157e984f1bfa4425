/**
 * Convergent values: hybrid timestamps and their clock, a last-writer-wins register and map. Replicas that have
 * merged the same values are equal, regardless of the order and of repetitions.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.crdt;

import org.jspecify.annotations.NullMarked;
