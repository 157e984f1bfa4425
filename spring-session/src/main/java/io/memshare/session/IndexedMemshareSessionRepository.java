package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.SessionOutcome.Alive;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/**
 * Stores sessions on every node of a memcached list, and finds them by their user or another value as well. Safe for
 * use by several threads once configured; the setters are for configuration.
 *
 * <p>An index has no ids, because an id is a credential. A session that was found by a value has a <em>handle</em> in
 * place of its id, unless it is the session of the calling request. {@link #findById} and {@link #deleteById} accept
 * handles. A cookie with a handle finds no session, which the filter of {@code MemshareHttpSessionConfiguration}
 * ensures. Any other filter must not pass handles from clients to this repository.
 *
 * <p>A session is entered into an index before it is written. Entries of sessions that do not exist, or have another
 * value by now, are ignored.
 */
public final class IndexedMemshareSessionRepository extends MemshareSessionRepository
        implements FindByIndexNameSessionRepository<MemshareSession> {

    private final SessionKeys keys;
    private final SessionEntries entries;
    private final IndexSettings settings;
    private final UserLogout userLogout;
    private final LoginClaims claims;
    private final SessionScan scan;
    private final SessionTimeouts timeouts;

    /**
     * Creates a repository that finds sessions by the names of their users.
     *
     * @param memshare the nodes; not closed by the repository
     * @param serializer converts attribute values to bytes and back
     */
    public IndexedMemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {
        this(RepositoryParts.withHandles(memshare), memshare, serializer);
    }

    IndexedMemshareSessionRepository(RepositoryParts parts, Memshare memshare, AttributeSerializer serializer) {
        this(parts, parts.entries(memshare), new IndexSettings(), serializer, new SessionScan(memshare, parts));
    }

    private IndexedMemshareSessionRepository(
            RepositoryParts parts,
            SessionEntries entries,
            IndexSettings settings,
            AttributeSerializer serializer,
            SessionScan scan) {
        this(parts, entries, settings, LoginClaims.of(entries, settings, parts), serializer, scan);
    }

    private IndexedMemshareSessionRepository(
            RepositoryParts parts,
            SessionEntries entries,
            IndexSettings settings,
            LoginClaims claims,
            AttributeSerializer serializer,
            SessionScan scan) {
        super(parts, serializer, new DescribedLogins(new SessionIndex(entries, parts, settings, claims), settings));
        this.keys = parts.keys();
        this.entries = entries;
        this.settings = settings;
        this.claims = claims;
        this.userLogout = parts.userLogout(entries);
        this.scan = scan;
        this.timeouts = parts.timeouts();
    }

    /**
     * Sets the values by which sessions are found.
     *
     * @param indexResolver returns the values of a session by the names of the indexes; called whenever a changed
     *     session is saved. By default, the name of the user as resolved by Spring Session
     */
    public void setIndexResolver(IndexResolver<Session> indexResolver) {
        settings.resolver(Objects.requireNonNull(indexResolver, "indexResolver"));
    }

    /**
     * Adds values by which sessions are found, to those of {@link #setIndexResolver}. All servers of an application
     * must do so; a login reads and writes one record more for each value.
     *
     * @param indexResolver returns the further values of a session by the names of their indexes
     */
    public void addIndexResolver(IndexResolver<Session> indexResolver) {
        Objects.requireNonNull(indexResolver, "indexResolver");
        settings.add((session, known) -> indexResolver.resolveIndexesFor(session));
    }

    /**
     * Adds values by which sessions are found, like {@link #addIndexResolver(IndexResolver)}, for a value that a
     * session keeps although it no longer shows it.
     *
     * @param indexResolver returns the further values of a session, by the session and the values that it has so far in
     *     all indexes
     */
    public void addIndexResolver(BiFunction<Session, Map<String, String>, Map<String, String>> indexResolver) {
        settings.add(Objects.requireNonNull(indexResolver, "indexResolver"));
    }

    /**
     * Sets the maximum number of sessions of a user. By default, a further login ends the session with the oldest
     * login, before the login is answered. The maximum is exact even for concurrent logins at several servers, provided
     * that each server reaches a majority of the nodes. A change of id does not create another session.
     *
     * @param maximumSessions 1 or more; by default there is no maximum
     * @throws IllegalArgumentException if it is less than 1
     */
    public void setMaximumSessions(int maximumSessions) {
        settings.maximum(maximumSessions);
    }

    /**
     * Sets the treatment of a login of a user who has the maximum number of sessions.
     *
     * @param whenFull {@link WhenFull#EXPIRE_OLDEST} by default
     */
    public void setWhenFull(WhenFull whenFull) {
        settings.whenFull(Objects.requireNonNull(whenFull, "whenFull"));
    }

    /**
     * Admits the login of the calling request before its session is saved, so that a refused login can be answered as a
     * failure. Has no effect unless {@link WhenFull#REFUSE_LOGIN} applies. A login that was not admitted by this method
     * is admitted, or refused, when its session is saved.
     *
     * @param principal the name of the user
     * @throws LoginRefusedException if the user has the maximum number of sessions
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    public void admitLogin(String principal) {
        claims.claim(Objects.requireNonNull(principal, "principal"));
    }

    /**
     * Sets the description of sessions for lists, which {@link MemshareSessions} returns. Called once for each login.
     *
     * @param description describes a session; none by default
     */
    public void setSessionDescription(SessionDescription description) {
        settings.description(Objects.requireNonNull(description, "description"));
    }

    /**
     * Returns the sessions that have a value, in the order in which they got it.
     *
     * @param indexName the name of the index
     * @param indexValue the value
     * @return the sessions by their ids; the ids are handles except for the session of the calling request
     * @throws SessionStoreUnavailableException if too few nodes answered to find all of them
     */
    @Override
    public Map<String, MemshareSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        Map<String, MemshareSession> found = new LinkedHashMap<>();
        for (IndexedSession indexed : indexed(indexName, indexValue)) {
            MemshareSession session = session(indexed);
            if (session != null) {
                found.put(session.getId(), session);
            }
        }
        return found;
    }

    private List<IndexedSession> indexed(String indexName, String indexValue) {
        Objects.requireNonNull(indexName, "indexName");
        Objects.requireNonNull(indexValue, "indexValue");
        return entries.find(indexName, indexValue).stream()
                .sorted(Comparator.comparing(IndexedSession::entry))
                .toList();
    }

    SessionEntries entries() {
        return entries;
    }

    /** Returns the logout of users from all of their sessions. */
    UserLogout userLogout() {
        return userLogout;
    }

    SessionKeys keys() {
        return keys;
    }

    SessionScan scan() {
        return scan;
    }

    UserSession shown(Snapshot snapshot) {
        return UserSession.of(snapshot, keys, timeouts);
    }

    private @Nullable MemshareSession session(IndexedSession indexed) {
        LookupResult.Living living = (LookupResult.Living) indexed.result();
        String id = OwnSession.idOf(living.key(), keys);
        return found(id == null ? SessionHandle.of(keys.name(living.key())) : id, new Alive(living.snapshot()));
    }
}
