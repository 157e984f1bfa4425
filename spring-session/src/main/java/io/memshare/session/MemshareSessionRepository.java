package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.crdt.LwwMap;
import io.memshare.replication.Read;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSession.Surroundings;
import io.memshare.session.MemshareSession.Times;
import io.memshare.session.Persistence.Held;
import io.memshare.session.Persistence.Unsaved;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * Sessions on every node of a memcached list. Safe for use by several threads once it is set up; the setters are for
 * setting it up.
 *
 * <ul>
 *   <li>{@link #findById} throws {@link SessionStoreUnavailableException} when nobody can tell whether there is such a
 *       session, and never answers null then.
 *   <li>{@link #save} returns after the changes are on every node that is up, and on one at least. Changes of other requests
 *       to other attributes are merged; of the same attribute the later change wins. A session that was deleted meanwhile
 *       stays deleted, and what was changed in it is dropped without an error, as the user has logged out.
 *   <li>A session that was not changed is not written; its life is extended without waiting.
 * </ul>
 */
public sealed class MemshareSessionRepository implements SessionRepository<MemshareSession>
        permits IndexedMemshareSessionRepository {

    private final AttributeSerializer serializer;
    private final SessionStore store;
    private final InstantSource clock;
    private final SessionSaver saver;
    private Duration defaultMaxInactiveInterval = MapSession.DEFAULT_MAX_INACTIVE_INTERVAL;
    private SaveMode saveMode = SaveMode.ON_GET_ATTRIBUTE;
    private FlushMode flushMode = FlushMode.ON_SAVE;
    private SessionListener listener = SessionListener.NONE;
    private SessionIdGenerator sessionIdGenerator = UuidSessionIdGenerator.getInstance();

    /**
     * Creates a repository.
     *
     * @param memshare the nodes; not closed by the repository
     * @param serializer turns attribute values into bytes and back
     */
    public MemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {
        this(RepositoryParts.of(memshare), serializer, SessionIndexing.NONE);
    }

    MemshareSessionRepository(RepositoryParts parts, AttributeSerializer serializer, SessionIndexing indexing) {
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.clock = parts.clock();
        this.store = parts.store();
        this.saver = parts.saver(indexing);
    }

    /**
     * Sets how long a new session may be idle.
     *
     * @param interval the time; negative for ever. 30 minutes unless set
     */
    public void setDefaultMaxInactiveInterval(Duration interval) {
        this.defaultMaxInactiveInterval = Objects.requireNonNull(interval, "interval");
    }

    /**
     * Sets which attributes are looked at when a session is saved. What is looked at is written only if its bytes have
     * changed.
     *
     * @param saveMode {@link SaveMode#ON_GET_ATTRIBUTE} unless set: attributes that were set or removed, and those that were
     *     read and can be changed in place. {@link SaveMode#ALWAYS} looks at all that were read
     */
    public void setSaveMode(SaveMode saveMode) {
        this.saveMode = Objects.requireNonNull(saveMode, "saveMode");
    }

    /**
     * Sets when changes are written.
     *
     * @param flushMode {@link FlushMode#ON_SAVE} unless set
     */
    public void setFlushMode(FlushMode flushMode) {
        this.flushMode = Objects.requireNonNull(flushMode, "flushMode");
    }

    /**
     * Sets what makes session ids.
     *
     * @param sessionIdGenerator random UUIDs unless set
     */
    public void setSessionIdGenerator(SessionIdGenerator sessionIdGenerator) {
        this.sessionIdGenerator = Objects.requireNonNull(sessionIdGenerator, "sessionIdGenerator");
    }

    /**
     * Sets what is told of the lives of sessions.
     *
     * @param listener the listener; nothing is told unless set
     */
    public void setSessionListener(SessionListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public MemshareSession createSession() {
        Instant now = clock.instant();
        Times times = new Times(now, now, defaultMaxInactiveInterval);
        MemshareSession session =
                heldByRequest(session(sessionIdGenerator.generate(), Unsaved.UNSAVED, LwwMap.EMPTY, times));
        flush(session);
        return session;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SessionStoreUnavailableException if nobody can tell whether there is such a session
     */
    @Override
    public @Nullable MemshareSession findById(String id) {
        Objects.requireNonNull(id, "id");
        SessionOutcome recalled = recalled(id);
        if (recalled != null) {
            return found(id, recalled);
        }
        MemshareSession session = found(id, await(store.find(id)));
        return session == null ? null : heldByRequest(session);
    }

    /** Returns the session of what was found under an id or a handle, or null if there is none that lives. */
    @Nullable MemshareSession found(String id, SessionOutcome outcome) {
        if (outcome instanceof Failed failed) {
            return absentOrFailed(failed.reason());
        }
        if (!(outcome instanceof Alive alive)) {
            return null;
        }
        Live live = alive.snapshot().state();
        Times times = new Times(
                Instant.ofEpochMilli(live.creationMillis()),
                Instant.ofEpochMilli(alive.snapshot().lastAccessedMillis()),
                Duration.ofSeconds(live.maxInactiveSeconds().value()));
        MemshareSession session = session(id, new Held(id, alive.snapshot()), live.attributes(), times);
        if (session.isExpired()) {
            listener.expired();
            return null;
        }
        return session;
    }

    private static @Nullable MemshareSession absentOrFailed(RuntimeException reason) {
        RequestMemo memo = RequestMemo.current();
        if (memo != null && memo.isSessionOptional() && reason instanceof SessionStoreUnavailableException) {
            return null;
        }
        throw reason;
    }

    private MemshareSession heldByRequest(MemshareSession session) {
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.hold(new HeldSession(this, session));
        }
        return session;
    }

    /** Saves what was changed in a session and takes over what others have; returns whether the session still exists. */
    boolean renew(MemshareSession session) {
        return session.exclusively(() -> {
            save(session);
            String id = session.getId();
            boolean vanished = session.persistence() instanceof Persistence.Vanished;
            MemshareSession found = vanished ? null : found(id, await(store.find(id)));
            Snapshot now = found == null ? null : found.persistence().snapshot();
            if (now == null) {
                session.saved(Persistence.Vanished.VANISHED);
                SessionSaver.forget(id);
                return false;
            }
            session.attributes().saved(now.state().attributes(), Map.of());
            SessionSaver.held(session, id, now);
            return true;
        });
    }

    /** Returns what this request itself has just saved, or null. */
    private static @Nullable SessionOutcome recalled(String id) {
        RequestMemo memo = RequestMemo.current();
        Snapshot snapshot = memo == null ? null : memo.recall(id);
        return snapshot == null ? null : new Alive(snapshot);
    }

    private MemshareSession session(String id, Persistence persistence, LwwMap attributes, Times times) {
        SessionAttributes lazily = new SessionAttributes(attributes, serializer, saveMode, listener);
        return new MemshareSession(
                id, persistence, lazily, times, new Surroundings(clock, sessionIdGenerator, this::flush));
    }

    private void flush(MemshareSession session) {
        if (flushMode == FlushMode.IMMEDIATE) {
            save(session);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws SessionStoreUnavailableException if no node took the changes
     * @throws SessionTooLargeException if the nodes do not take so large a session; nothing is saved
     * @throws AttributeSerializationException if an attribute cannot be encoded; nothing is saved. After either, the session
     *     object forgets the values that are to blame, so that a later save of it, such as that of an error page, keeps the
     *     rest
     */
    @Override
    public void save(MemshareSession session) {
        Objects.requireNonNull(session, "session");
        session.exclusively(() -> {
            boolean unsaved = session.persistence() instanceof Unsaved;
            saver.save(session);
            if (unsaved && session.persistence() instanceof Held) {
                listener.created();
            }
            return session;
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every session that came from the same one by changes of its id ends with it, so that a user who logged in twice at
     * the same time is logged out of both logins. If it fails, it can be repeated under the same id.
     *
     * @throws SessionStoreUnavailableException if no node could be told of one of these sessions
     */
    @Override
    public void deleteById(String id) {
        Objects.requireNonNull(id, "id");
        SessionSaver.forget(id);
        if (await(store.delete(id)) instanceof Failed failed) {
            throw failed.reason();
        }
        listener.ended();
    }

    /**
     * Looks where the copies of a session are; for people.
     *
     * @param sessionId the id of a session, which may not exist
     * @return one entry per node of its preference list, the first one first
     */
    public List<SessionCopy> copies(String sessionId) {
        Read<SessionState> read = await(store.inspect(sessionId));
        return SessionCopies.of(read);
    }

    private static <T> T await(CompletableFuture<T> future) {
        // Every node gives its reply or is given up, so this ends.
        return future.join();
    }
}
