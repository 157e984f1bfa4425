package io.memshare.session;

import io.memshare.index.IndexEntry;

/**
 * A place among the sessions of a user, for a login whose session is about to be saved. Immutable.
 *
 * @param principal the name of the user
 * @param name the name of the entry that holds the place, which leads to no session
 * @param entry the entry
 * @param startNanos when the claim was begun, by the monotonic clock
 * @param withdrawal withdraws the entry, for a login that failed after it was admitted
 */
record Claim(String principal, String name, IndexEntry entry, long startNanos, Runnable withdrawal) {}
