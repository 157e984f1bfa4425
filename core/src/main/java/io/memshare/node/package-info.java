/**
 * A memcached server as seen by memshare: requests and replies, a self-healing connection, deadlines.
 *
 * <p>API for applications: {@link NodeAddress}, {@link NodeStatus}, {@link NodeFailure}, {@link NodeListener},
 * {@link RequestListener}, {@link Request}, {@link Reply}, {@link ServerStats}, {@link ServerOptions}, {@link Key},
 * {@link KeyPage}, {@link TimeToLive}, {@link Dialer} and {@link Connection}. The other types are internal and may
 * change in any release.
 */
@NullMarked
package io.memshare.node;

import org.jspecify.annotations.NullMarked;
