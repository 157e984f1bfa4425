/**
 * Index records, which lead from a value, such as the name of a user, to the sessions that have it.
 *
 * <p>Internal: its types may change in any release.
 */
@NullMarked
package io.memshare.index;

import org.jspecify.annotations.NullMarked;
