package io.memshare.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Decides which sessions count towards the maximum of a user. Safe for use by several threads. */
final class CountedSessions {

    /** Spring Session's marker for a session that Spring Security must refuse with a message at its next request. */
    private static final String EXPIRED =
            "org.springframework.session.security.SpringSessionBackedSessionInformation.EXPIRED";

    private final SessionEntries entries;
    private final InstantSource clock;

    CountedSessions(SessionEntries entries, InstantSource clock) {
        this.entries = entries;
        this.clock = clock;
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
        boolean lives = session.has(indexName, value) && !isExpired(living.snapshot());
        return !refused && (lives || entries.isPending(session, indexName));
    }

    private boolean isExpired(Snapshot snapshot) {
        Duration maxInactive =
                Duration.ofSeconds(snapshot.state().maxInactiveSeconds().value());
        return Retention.isExpired(maxInactive, Instant.ofEpochMilli(snapshot.lastAccessedMillis()), clock.instant());
    }
}
