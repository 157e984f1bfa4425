package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
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
     * @return the markers to write with the session, possibly none
     * @throws SessionStoreUnavailableException if no node took the entry
     * @throws SessionIndexFullException if too many sessions have the same value
     */
    default Map<String, LwwMap.Entry> enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        return Map.of();
    }
}
