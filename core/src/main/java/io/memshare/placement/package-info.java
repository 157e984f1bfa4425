@NullMarked
package io.memshare.placement;

import org.jspecify.annotations.NullMarked;
