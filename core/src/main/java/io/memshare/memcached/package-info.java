/**
 * The wire: memcached's meta commands on the reactor of xmemcached. The only package that knows xmemcached, and the place
 * where rules of memcached's protocol are written down.
 */
@NullMarked
package io.memshare.memcached;

import org.jspecify.annotations.NullMarked;
