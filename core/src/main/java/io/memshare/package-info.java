/**
 * The entry point: opens the nodes of a memcached list and stores records on them.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare;

import org.jspecify.annotations.NullMarked;
