package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.session.Persistence.Held;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of users: lists them, and ends them on every server. Safe for use by several threads.
 *
 * <p>All methods wait for the nodes, and throw {@link SessionStoreUnavailableException} if too few of them answer; then some
 * sessions may have ended, and the call can be repeated.
 */
public final class MemshareSessions {

    private final IndexedMemshareSessionRepository repository;
    private final SessionEntries entries;
    private final SessionKeys keys;

    /**
     * Creates an access to the sessions of a repository.
     *
     * @param repository finds the sessions
     */
    public MemshareSessions(IndexedMemshareSessionRepository repository) {
        this.repository = Objects.requireNonNull(repository, "repository");
        this.entries = repository.entries();
        this.keys = repository.keys();
    }

    /**
     * Returns the living sessions of a user, the one that was used last first.
     *
     * @param principal the name of the user
     * @return the sessions, perhaps none
     */
    public List<UserSession> of(String principal) {
        return repository.findByPrincipalName(principal).values().stream()
                .map(UserSession::of)
                .sorted(Comparator.comparing(UserSession::lastUsed).reversed())
                .toList();
    }

    /**
     * Ends all sessions of a user, that of the calling request included. A login that is answered after this call began may
     * not be among them.
     *
     * @param principal the name of the user
     * @return how many sessions ended
     */
    public int end(String principal) {
        return end(principal, session -> true);
    }

    /**
     * Ends all sessions of the user of a session but that session, as a button "log out my other devices" does.
     *
     * @param sessionId the id of the session that stays, such as that of the calling request
     * @return how many sessions ended; 0 if there is no such session, or if it has no user
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
                session -> !keys.all(id).contains(session.sighting().key()));
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
            String own = OwnSession.idOf(session.sighting().key(), keys);
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
