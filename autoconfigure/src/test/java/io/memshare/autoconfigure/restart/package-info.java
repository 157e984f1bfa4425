/** Classes that a test loads anew. */
@NullMarked
package io.memshare.autoconfigure.restart;

import org.jspecify.annotations.NullMarked;
