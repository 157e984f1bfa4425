/** A memcached server as memshare sees it: requests and replies, a connection that heals by itself, deadlines. */
@NullMarked
package io.memshare.node;

import org.jspecify.annotations.NullMarked;
