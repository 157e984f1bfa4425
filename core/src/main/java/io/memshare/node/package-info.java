/** A memcached server as seen by memshare: requests and replies, a self-healing connection, deadlines. */
@NullMarked
package io.memshare.node;

import org.jspecify.annotations.NullMarked;
