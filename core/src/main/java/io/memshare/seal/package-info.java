/**
 * Sealing: records and names in memcached that say nothing to a reader and that a writer cannot forge, move or alter. It
 * knows no node and no store.
 */
@NullMarked
package io.memshare.seal;

import org.jspecify.annotations.NullMarked;
