/**
 * The stored state of a session: live or a tombstone, its merge, and its canonical bytes.
 *
 * <p>Internal: its types may change in any release.
 */
@NullMarked
package io.memshare.state;

import org.jspecify.annotations.NullMarked;
