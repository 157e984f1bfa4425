/** What is stored of a session: its mergeable state, live or a tombstone, and the canonical bytes of it. */
@NullMarked
package io.memshare.state;

import org.jspecify.annotations.NullMarked;
