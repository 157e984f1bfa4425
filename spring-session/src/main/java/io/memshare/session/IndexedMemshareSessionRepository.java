package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.SessionOutcome.Alive;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/**
 * Sessions on every node of a memcached list, found by their user or another value as well. Safe for use by several threads once
 * it is set up; the setters are for setting it up.
 *
 * <p>An index knows no ids, as an id is a credential. A session that was found by a value has a <em>handle</em> for an id,
 * unless it is the session of the calling request. {@link #findById} and {@link #deleteById} take handles; a cookie with one
 * finds nothing, as the filter of {@code MemshareHttpSessionConfiguration} sees to. A filter of another kind must not hand
 * handles of clients to this repository.
 *
 * <p>A session is entered into an index before it is written. Entries that lead to no session, or to one that has another value
 * by now, find nothing.
 */
public final class IndexedMemshareSessionRepository extends MemshareSessionRepository
        implements FindByIndexNameSessionRepository<MemshareSession> {

    private final SessionKeys keys;
    private final SessionEntries entries;
    private final IndexSettings settings;

    /**
     * Creates a repository that finds sessions by the names of their users.
     *
     * @param memshare the nodes; not closed by the repository
     * @param serializer turns attribute values into bytes and back
     */
    public IndexedMemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {
        this(RepositoryParts.withHandles(memshare), memshare, serializer);
    }

    private IndexedMemshareSessionRepository(RepositoryParts parts, Memshare memshare, AttributeSerializer serializer) {
        this(parts, parts.entries(memshare), new IndexSettings(), serializer);
    }

    private IndexedMemshareSessionRepository(
            RepositoryParts parts, SessionEntries entries, IndexSettings settings, AttributeSerializer serializer) {
        super(
                parts,
                serializer,
                new SessionIndex(
                        entries,
                        parts.keys(),
                        parts.timestamps(),
                        parts.clock(),
                        settings::valuesOf,
                        new NewestSessions(entries, settings, parts.clock())));
        this.keys = parts.keys();
        this.entries = entries;
        this.settings = settings;
    }

    /**
     * Sets which values sessions are found by.
     *
     * @param indexResolver returns the values of a session by the names of the indexes. It is asked whenever a session
     *     with changes is saved. The name of the user by default, as Spring Session resolves it
     */
    public void setIndexResolver(IndexResolver<Session> indexResolver) {
        settings.resolver(Objects.requireNonNull(indexResolver, "indexResolver"));
    }

    /**
     * Sets how many sessions a user may have. A further login ends the one whose login is the oldest, before it is answered.
     * This holds exactly, also if logins arrive at several servers at once, as long as each server reaches a majority of the
     * nodes. Changes of id leave a session the one that it is.
     *
     * @param maximumSessions 1 or more; as many as there is room for unless set
     * @throws IllegalArgumentException if it is less than 1
     */
    public void setMaximumSessions(int maximumSessions) {
        settings.maximum(maximumSessions);
    }

    /**
     * Returns the sessions that have a value. They are in the order in which they got it.
     *
     * @param indexName the name of the index
     * @param indexValue the value
     * @return the sessions by their ids, which are handles but for the session of the calling request
     * @throws SessionStoreUnavailableException if too few nodes answered to know all of them
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

    SessionKeys keys() {
        return keys;
    }

    private @Nullable MemshareSession session(IndexedSession indexed) {
        Sighting.Living living = (Sighting.Living) indexed.sighting();
        String id = OwnSession.idOf(living.key(), keys);
        return found(id == null ? SessionHandle.of(keys.name(living.key())) : id, new Alive(living.snapshot()));
    }
}
