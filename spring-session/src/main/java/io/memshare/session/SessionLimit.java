package io.memshare.session;

import java.util.List;

/** Ends sessions of a user who has too many of them. Safe for use by several threads. */
interface SessionLimit {

    /** Lets everybody have as many sessions as there is room for. */
    SessionLimit NONE = (indexName, value) -> List.of();

    /**
     * Ends the sessions that are too many. Called when a session was entered, and before it is written: it may be one of
     * those that end.
     *
     * @param indexName the name of the index
     * @param value the value of the index
     * @return those that were ended
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    List<IndexedSession> enforce(String indexName, String value);
}
