package io.memshare.session;

import java.time.InstantSource;

/** Decides which sessions count towards the maximum of a user. Safe for use by several threads. */
final class CountedSessions {

    /** Spring Session's marker for a session that Spring Security must refuse with a message at its next request. */
    private static final String EXPIRED =
            "org.springframework.session.security.SpringSessionBackedSessionInformation.EXPIRED";

    private final SessionEntries entries;
    private final SessionTimeouts timeouts;
    private final InstantSource clock;

    CountedSessions(SessionEntries entries, RepositoryParts parts) {
        this.entries = entries;
        this.timeouts = parts.timeouts();
        this.clock = parts.clock();
    }

    /**
     * Returns whether a session counts. A session that was just entered does, because it is about to be written, or to
     * get the value.
     */
    boolean counts(IndexedSession session, String indexName, String value) {
        if (!(session.result() instanceof LookupResult.Living living)) {
            return entries.isPending(session, indexName);
        }
        boolean refused = living.snapshot().state().attributes().value(EXPIRED) != null;
        boolean lives = session.has(indexName, value) && !timeouts.isExpired(living.snapshot(), clock.millis());
        return !refused && (lives || entries.isPending(session, indexName));
    }
}
