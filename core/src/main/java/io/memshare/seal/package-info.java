/**
 * Sealing: encrypts records and names in memcached so that they reveal nothing to a reader, and so that a writer
 * cannot forge, move or alter them. Independent of nodes and stores.
 *
 * <p>API for applications: {@link Sealing}, {@link SealingKey}, {@link KeyRing} and {@link PlainRecords}. The other
 * types are internal and may change in any release.
 */
@NullMarked
package io.memshare.seal;

import org.jspecify.annotations.NullMarked;
