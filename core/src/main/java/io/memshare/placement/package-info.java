/**
 * Determines which nodes hold a key, and in which order they are asked.
 *
 * <p>Internal: its types may change in any release.
 */
@NullMarked
package io.memshare.placement;

import org.jspecify.annotations.NullMarked;
