package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.node.Key;
import io.memshare.session.Persistence.Held;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lists the sessions of users, and ends them on every server. Safe for use by several threads.
 *
 * <p>All methods wait for the nodes, and throw {@link SessionStoreUnavailableException} if too few of them answer. Some
 * sessions may have ended in this case, and the call can be repeated.
 */
public final class MemshareSessions {

    private final IndexedMemshareSessionRepository repository;
    private final SessionEntries entries;
    private final SessionKeys keys;

    /**
     * Creates access to the sessions of a repository.
     *
     * @param repository finds the sessions
     */
    public MemshareSessions(IndexedMemshareSessionRepository repository) {
        this.repository = Objects.requireNonNull(repository, "repository");
        this.entries = repository.entries();
        this.keys = repository.keys();
    }

    /**
     * Returns the live sessions of a user, the most recently used first.
     *
     * @param principal the name of the user
     * @return the sessions, possibly none
     */
    public List<UserSession> of(String principal) {
        return repository.findByPrincipalName(principal).values().stream()
                .map(session -> session.persistence().snapshot())
                .filter(Objects::nonNull)
                .map(repository::shown)
                .sorted(Comparator.comparing(UserSession::lastUsed).reversed())
                .toList();
    }

    /**
     * Ends all sessions of a user, including that of the calling request. A login that is answered after the start of
     * this call may be missed.
     *
     * @param principal the name of the user
     * @return the number of sessions that ended
     */
    public int end(String principal) {
        return end(principal, session -> true);
    }

    /**
     * Ends a session of a user, for a button such as "log out this device".
     *
     * @param principal the name of the user
     * @param handle the handle of the session, from any source: a session of another user does not end
     * @return whether it was a live session of the user
     */
    public boolean end(String principal, String handle) {
        if (!SessionHandle.isHandle(handle)) {
            return false;
        }
        Key key = keys.ofName(SessionHandle.name(handle));
        return end(principal, session -> session.result().key().equals(key)) > 0;
    }

    /**
     * Returns a page of all sessions of all servers, with and without a user. Every page walks through all items of a
     * node, so pages should be large. Meant for jobs, not for requests.
     *
     * @param cursor the {@link SessionPage#next} of the previous page, null for the first page. It is valid on every
     *     server and does not expire
     * @param limit the maximum number of records to look at, 1 to 10,000. A page has fewer sessions, because ended
     *     sessions are among the records
     * @return the page; a session that is created or whose id is changed in the meantime may be missing
     * @throws IllegalArgumentException if the cursor is not that of a page, or the limit is out of range
     */
    public SessionPage scan(@Nullable String cursor, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("a page of " + limit + " records is not one of 1 to 10000");
        }
        return repository.scan().page(cursor, limit);
    }

    /**
     * Ends all sessions of the user of a session except that session, for a button such as "log out my other devices".
     *
     * @param sessionId the id of the session to keep, for example that of the calling request
     * @return the number of sessions that ended; 0 if the session does not exist or has no user
     */
    public int endOthers(String sessionId) {
        MemshareSession own = repository.findById(sessionId);
        IndexMarker marker = own == null ? null : marker(own);
        if (own == null || marker == null) {
            return 0;
        }
        String id = own.persistence() instanceof Held held ? held.id() : own.getId();
        return end(
                marker.value(),
                session -> !keys.all(id).contains(session.result().key()));
    }

    private static @Nullable IndexMarker marker(MemshareSession session) {
        Snapshot snapshot = session.persistence().snapshot();
        return snapshot == null
                ? null
                : IndexMarker.in(snapshot.state().attributes()).get(PRINCIPAL_NAME_INDEX_NAME);
    }

    private int end(String principal, Predicate<IndexedSession> ends) {
        Objects.requireNonNull(principal, "principal");
        List<IndexedSession> ended = entries.living(PRINCIPAL_NAME_INDEX_NAME, principal).stream()
                .filter(ends)
                .toList();
        for (IndexedSession session : ended) {
            String own = OwnSession.idOf(session.result().key(), keys);
            if (own != null) {
                SessionSaver.forget(own);
            }
        }
        entries.end(ended);
        return (int) ended.stream()
                .filter(session -> session.has(PRINCIPAL_NAME_INDEX_NAME, principal))
                .count();
    }
}
