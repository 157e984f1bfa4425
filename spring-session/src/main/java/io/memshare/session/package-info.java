/** Speaks Spring Session: the repository, the session of one request and what it changed, and its key. */
@NullMarked
package io.memshare.session;

import org.jspecify.annotations.NullMarked;
