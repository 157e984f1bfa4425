/**
 * The Spring Session implementation: the repository, the session of a request with its changes, and session keys.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.session;

import org.jspecify.annotations.NullMarked;
