/**
 * The wire protocol: memcached's meta commands on xmemcached's reactor. This is the only package that depends on
 * xmemcached, and the place that documents the rules of memcached's protocol.
 *
 * <p>API for applications: {@link NodeSecurity}, {@link Tls} and {@link Credentials}. The other types are internal
 * and may change in any release.
 */
@NullMarked
package io.memshare.memcached;

import org.jspecify.annotations.NullMarked;
