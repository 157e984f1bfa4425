/** The stored state of a session: live or a tombstone, its merge, and its canonical bytes. */
@NullMarked
package io.memshare.state;

import org.jspecify.annotations.NullMarked;
