package io.memshare.session;

import java.util.List;

/** Ends sessions of a user who has too many. Safe for use by several threads. */
interface SessionLimit {

    /** No limit. */
    SessionLimit NONE = (indexName, value) -> List.of();

    /**
     * Ends the surplus sessions. Called after a session was entered and before it is written; the session itself may be
     * among those that end.
     *
     * @param indexName the name of the index
     * @param value the value of the index
     * @return the sessions that were ended
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    List<IndexedSession> enforce(String indexName, String value);
}
