package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Updates indexes when sessions are saved. Safe for use by several threads. */
interface SessionIndexing {

    /** Maintains no index. */
    SessionIndexing NONE = new SessionIndexing() {};

    /**
     * Returns whether a session must be saved although the request did not change it, so that it can still be found by
     * its values.
     *
     * @param session the session of the request
     * @param before the session as found
     */
    default boolean isDue(MemshareSession session, Snapshot before) {
        return false;
    }

    /**
     * Enters a session that is about to be written. A crash afterwards leaves an entry without a session, but never a
     * session that cannot be found.
     *
     * @param session the session of the request, with its changes
     * @param before the session as found, null if it is new
     * @param at the timestamp of the write
     * @return the values that were entered, to be {@linkplain #confirm confirmed}
     * @throws SessionStoreUnavailableException if no node took the entry
     * @throws SessionIndexFullException if too many sessions have the same value
     * @throws LoginRefusedException if the user has too many sessions, and logins are refused then
     */
    default Entered enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        return Entered.NONE;
    }

    /**
     * Ends sessions of users who have too many. Called while an entered session is being written.
     *
     * @param entered the result of {@link #enter}
     * @return whether the session itself has ended
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    default boolean confirm(Entered entered) {
        return false;
    }

    /**
     * Ends an entered session that was written so late that others may not have waited for it, if its user has too
     * many.
     *
     * @param entered the result of {@link #enter}
     * @return whether the session is to be ended
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    default boolean isLateSurplus(Entered entered) {
        return false;
    }

    /**
     * The entries of a session that is about to be written. Immutable.
     *
     * @param markers the markers to write with the session, possibly none
     * @param values the values that were entered, by the names of the indexes
     * @param startNanos when the first of them was begun, by the monotonic clock
     */
    record Entered(Map<String, LwwMap.Entry> markers, Map<String, IndexMarker> values, long startNanos) {

        static final Entered NONE = new Entered(Map.of(), Map.of(), 0);

        /** Returns the markers and the changes of a request. */
        Map<String, LwwMap.Entry> and(Map<String, LwwMap.Entry> changes) {
            Map<String, LwwMap.Entry> all = new HashMap<>(changes);
            all.putAll(markers);
            return all;
        }
    }
}
