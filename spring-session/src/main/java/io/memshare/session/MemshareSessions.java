package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.node.Key;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/**
 * Lists the sessions of users, and ends them on every server. Safe for use by several threads.
 *
 * <p>All methods wait for the nodes, and throw {@link SessionStoreUnavailableException} if too few of them answer. Some
 * sessions may have ended in this case, and the call can be repeated.
 */
public final class MemshareSessions {

    private final IndexedMemshareSessionRepository repository;
    private final UserLogout logout;
    private final SessionKeys keys;

    /**
     * Creates access to the sessions of a repository.
     *
     * @param repository finds the sessions
     */
    public MemshareSessions(IndexedMemshareSessionRepository repository) {
        this.repository = Objects.requireNonNull(repository, "repository");
        this.logout = repository.userLogout();
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
     * Ends all sessions of a user, including that of the calling request, by a constant number of writes. Up to 16 of
     * them have ended everywhere when the method returns, among them that of the calling request; every server refuses
     * the others within a second. A login after this call has a session that stays. A login that is answered after the
     * start of this call may be missed.
     *
     * @param principal the name of the user
     * @return the number of sessions that ended
     */
    public int end(String principal) {
        return logout.endAll(PRINCIPAL_NAME_INDEX_NAME, Objects.requireNonNull(principal, "principal"));
    }

    /**
     * Ends all sessions that have a value in an index of the application, such as a tenant. They end as those of
     * {@link #end(String)} do.
     *
     * @param indexName the name of the index
     * @param indexValue the value
     * @return the number of sessions that ended
     */
    public int endByIndex(String indexName, String indexValue) {
        return logout.endAll(
                Objects.requireNonNull(indexName, "indexName"), Objects.requireNonNull(indexValue, "indexValue"));
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
        return logout.endOne(PRINCIPAL_NAME_INDEX_NAME, Objects.requireNonNull(principal, "principal"), key);
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
     * They end as those of {@link #end(String)} do.
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
        Set<Key> kept = OwnSession.keysOf(own, keys);
        return logout.endOthers(
                PRINCIPAL_NAME_INDEX_NAME,
                marker,
                session -> !kept.contains(session.result().key()));
    }

    /**
     * Changes all sessions of a user, for example to take a role away. The changes are merged like those of a request:
     * of two changes of the same attribute, the later one stays. They do not count as a use of a session. A session
     * whose login is answered after the start of this call may be missed. The session of the calling request has the
     * changes from its next request on.
     *
     * @param principal the name of the user
     * @param changes called with each session, to set and remove attributes
     * @return the number of sessions that were found, including those that had nothing to change
     * @throws SessionTooLargeException if a session becomes too large for the nodes; further sessions are unchanged
     */
    public int change(String principal, Consumer<? super Session> changes) {
        Objects.requireNonNull(changes, "changes");
        Collection<MemshareSession> found =
                repository.findByPrincipalName(principal).values();
        for (MemshareSession session : found) {
            changes.accept(session);
            repository.saveMeanwhile(session);
        }
        return found.size();
    }

    private static @Nullable IndexMarker marker(MemshareSession session) {
        Snapshot snapshot = session.persistence().snapshot();
        return snapshot == null
                ? null
                : IndexMarker.in(snapshot.state().attributes()).get(PRINCIPAL_NAME_INDEX_NAME);
    }
}
