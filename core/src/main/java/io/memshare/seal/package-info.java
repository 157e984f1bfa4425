/**
 * Sealing: encrypts records and names in memcached so that they reveal nothing to a reader, and so that a writer cannot
 * forge, move or alter them. Independent of nodes and stores.
 */
@NullMarked
package io.memshare.seal;

import org.jspecify.annotations.NullMarked;
