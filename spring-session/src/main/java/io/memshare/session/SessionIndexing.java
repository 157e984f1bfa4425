package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps indexes of sessions up to date when these are saved. Safe for use by several threads. */
interface SessionIndexing {

    /** Keeps no index. */
    SessionIndexing NONE = new SessionIndexing() {};

    /**
     * Tells whether a session has to be saved though the request changed nothing, so that it is still found by its values.
     *
     * @param session the session of the request
     * @param before what was found of it
     */
    default boolean isDue(MemshareSession session, Snapshot before) {
        return false;
    }

    /**
     * Enters a session that is about to be written. A crash after that leaves an entry that leads nowhere, and never a
     * session that is not found.
     *
     * @param session the session of the request, with what the request changed
     * @param before what was found of it, null if it is new
     * @param at when the session is written
     * @return the markers of the session that are to be written with it, perhaps none
     * @throws SessionStoreUnavailableException if no node took the entry
     * @throws SessionIndexFullException if too many sessions have the same value
     */
    default Map<String, LwwMap.Entry> enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        return Map.of();
    }
}
