/** Determines which nodes hold a key, and in which order they are asked. */
@NullMarked
package io.memshare.placement;

import org.jspecify.annotations.NullMarked;
