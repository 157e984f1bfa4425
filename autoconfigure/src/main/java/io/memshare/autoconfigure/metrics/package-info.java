/** Meters of the memcached nodes, of replication and of sessions, for Micrometer. */
@NullMarked
package io.memshare.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
