package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.crdt.LwwMap;
import io.memshare.replication.ReadResult;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSession.Surroundings;
import io.memshare.session.MemshareSession.Times;
import io.memshare.session.Persistence.Held;
import io.memshare.session.Persistence.Unsaved;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.session.SessionOutcome.Renewed;
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
 * Stores sessions on every node of a memcached list. Safe for use by several threads once configured; the setters are
 * for configuration.
 *
 * <ul>
 *   <li>{@link #findById} throws {@link SessionStoreUnavailableException} if it is unknown whether the session exists,
 *       and never returns null in this case.
 *   <li>{@link #save} returns after the changes are on every node that is up, and on at least 1 node. Changes of other
 *       requests to other attributes are merged; of changes to the same attribute, the later wins. A session that was
 *       deleted in the meantime stays deleted, and changes to it are dropped without an error, because the user has
 *       logged out.
 *   <li>An unchanged session is not written; its life is extended without waiting.
 * </ul>
 */
public sealed class MemshareSessionRepository implements SessionRepository<MemshareSession>
        permits IndexedMemshareSessionRepository {

    private final AttributeSerializer serializer;
    private final SessionStore store;
    private final InstantSource clock;
    private final RequestSaves saves;
    private final ObservedOperations operations = new ObservedOperations();
    private final StampCheck stamps = new StampCheck();
    private final UnreadableAttributes unreadable = new UnreadableAttributes();
    private final SessionTimeouts timeouts;
    private final IdleValues idle;
    private final UnsavedIds unsavedIds = new UnsavedIds();
    private final SessionDeletion deletion;
    private Duration defaultMaxInactiveInterval = MapSession.DEFAULT_MAX_INACTIVE_INTERVAL;
    private SaveMode saveMode = SaveMode.ON_GET_ATTRIBUTE;
    private FlushMode flushMode = FlushMode.ON_SAVE;
    private SessionListener listener = SessionListener.NONE;
    private SessionIdGenerator sessionIdGenerator = UuidSessionIdGenerator.getInstance();

    /**
     * Creates a repository.
     *
     * @param memshare the nodes; not closed by the repository
     * @param serializer converts attribute values to bytes and back
     */
    public MemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {
        this(RepositoryParts.of(memshare), serializer, SessionIndexing.NONE);
    }

    /**
     * Returns how long the nodes keep a session after its last use.
     *
     * @param maxInactiveInterval its idle timeout, 0 or more
     */
    public static Duration retention(Duration maxInactiveInterval) {
        return maxInactiveInterval.plus(Retention.GRACE);
    }

    MemshareSessionRepository(RepositoryParts parts, AttributeSerializer serializer, SessionIndexing indexing) {
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.clock = parts.clock();
        this.store = parts.store();
        this.timeouts = parts.timeouts();
        this.idle = new IdleValues(parts.nanoTime());
        this.deletion = new SessionDeletion(parts, idle, unsavedIds);
        this.saves = new RequestSaves(parts.saver(indexing, operations), new SlidingCookie(timeouts, clock), store);
    }

    /**
     * Sets the idle timeout of new sessions.
     *
     * @param interval the time; negative for never. 30 minutes by default
     */
    public void setDefaultMaxInactiveInterval(Duration interval) {
        this.defaultMaxInactiveInterval = Objects.requireNonNull(interval, "interval");
    }

    /**
     * Sets the time after which a session ends, however much it is used.
     *
     * @param timeout the time since the session was created, 1 second or more; by default there is none
     * @throws IllegalArgumentException if it is less than 1 second
     */
    public void setAbsoluteTimeout(Duration timeout) {
        timeouts.absolute(timeout);
    }

    /**
     * Sets the idle timeout of sessions without a login, which applies if it is shorter than that of the session. A
     * login is recognized by Spring Security's security context, or by the attribute of Spring Session that names the
     * user.
     *
     * @param timeout the time, 1 second or more, in whole seconds; by default there is none
     * @throws IllegalArgumentException if it is less than 1 second
     */
    public void setAnonymousTimeout(Duration timeout) {
        timeouts.anonymous(timeout);
    }

    /**
     * Sets the time after which a session in use gets another id. The former id finds the session for 1 minute more.
     * Ids are renewed for clients whose cookies pass a {@link SavedSessionIdResolver} within a request that a
     * {@code StoreUnavailableFilter} handles, as long as the response is not committed. They are UUIDs, whatever the
     * generator of ids.
     *
     * @param interval the time since the id was assigned, 1 minute or more; by default ids are not renewed
     * @throws IllegalArgumentException if it is less than 1 minute
     */
    public void setRenewalInterval(Duration interval) {
        timeouts.renewal(interval);
    }

    /**
     * Sends the cookie of a session in use again from time to time, so that the browser does not drop it while the
     * session lives. A session must be used at least once in its maximum age less a sixteenth.
     *
     * @param maxAge the maximum age of the cookie, 16 seconds or more; by default a cookie is sent once
     * @throws IllegalArgumentException if it is less than 16 seconds
     */
    public void setSlidingCookie(Duration maxAge) {
        timeouts.slidingCookie(maxAge);
    }

    /**
     * Sets which attributes are compared when a session is saved. A compared attribute is written only if its bytes
     * have changed.
     *
     * @param saveMode {@link SaveMode#ON_GET_ATTRIBUTE} by default: attributes that were set or removed, and attributes
     *     that were read and can be changed in place. {@link SaveMode#ALWAYS} compares all attributes that were read
     */
    public void setSaveMode(SaveMode saveMode) {
        this.saveMode = Objects.requireNonNull(saveMode, "saveMode");
    }

    /**
     * Sets how many decoded attributes are kept between the requests of a session. The next request of the session gets
     * such a value in place of decoding it, if the nodes still have the same bytes, no request has changed it, and it
     * has no state that is not stored, such as transient fields. No two requests at a time get the same object. Values
     * are kept only for requests that a {@code StoreUnavailableFilter} handles, for 5 minutes at most, and only with
     * {@link SaveMode#ON_GET_ATTRIBUTE}.
     *
     * @param bytes the stored bytes of all kept values at most, 4 MiB by default; 0 keeps none. In memory they take
     *     several times as much
     * @throws IllegalArgumentException if it is negative
     */
    public void setIdleValues(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the bytes of idle values are negative: " + bytes);
        }
        idle.limit(bytes);
    }

    /**
     * Sets when changes are written.
     *
     * @param flushMode {@link FlushMode#ON_SAVE} by default
     */
    public void setFlushMode(FlushMode flushMode) {
        this.flushMode = Objects.requireNonNull(flushMode, "flushMode");
    }

    /**
     * Sets the generator of session ids.
     *
     * @param sessionIdGenerator random UUIDs by default
     */
    public void setSessionIdGenerator(SessionIdGenerator sessionIdGenerator) {
        this.sessionIdGenerator = Objects.requireNonNull(sessionIdGenerator, "sessionIdGenerator");
    }

    /**
     * Sets the listener for life cycle events of sessions.
     *
     * @param listener the listener; none by default
     */
    public void setSessionListener(SessionListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        unreadable.listener(listener);
        saves.listener(listener);
    }

    /**
     * Sets the observer of operations on the nodes.
     *
     * @param observer the observer; none by default
     */
    public void setSessionObserver(SessionObserver observer) {
        operations.observer(Objects.requireNonNull(observer, "observer"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException in a request whose response has been committed, so that its client cannot get the
     *     cookie of the session
     */
    @Override
    public MemshareSession createSession() {
        RequestMemo.requireCookie();
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
     * @throws SessionStoreUnavailableException if it is unknown whether the session exists, or if its browser has seen
     *     a later state of it, see {@link SessionStamps}
     */
    @Override
    public @Nullable MemshareSession findById(String id) {
        Objects.requireNonNull(id, "id");
        Snapshot saved = RequestMemo.recalled(id);
        if (saved != null) {
            return found(id, new Alive(saved));
        }
        MemshareSession session = found(id, operations.find(() -> find(id)));
        return session == null ? null : heldByRequest(session);
    }

    private SessionOutcome find(String id) {
        return stamps.run(id, () -> await(store.find(id)), listener);
    }

    /** Returns the session for an outcome under an id or a handle, or null if there is no live session. */
    @Nullable MemshareSession found(String id, SessionOutcome outcome) {
        if (outcome instanceof Failed failed) {
            return absentOrFailed(failed.reason());
        }
        if (outcome instanceof Renewed renewed) {
            return found(renewed.id(), new Alive(renewed.snapshot()));
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

    /**
     * Saves the changes of a session and adopts the changes of other requests; returns whether the session still
     * exists.
     */
    boolean renew(MemshareSession session) {
        return session.exclusively(() -> {
            saveMeanwhile(session);
            String id = session.getId();
            boolean vanished = session.persistence() instanceof Persistence.Vanished;
            MemshareSession found = vanished
                    ? null
                    : found(id, continued(id, session.attributes().stored()));
            if (found == null || !(found.persistence() instanceof Held held)) {
                session.saved(Persistence.Vanished.VANISHED);
                SessionSaver.forget(id);
                return false;
            }
            session.attributes().saved(held.snapshot().state().attributes(), Map.of());
            String told = RequestMemo.canSend(id) ? held.id() : id;
            SessionSaver.held(session, told, held.snapshot());
            session.renewId(told);
            return true;
        });
    }

    /**
     * Finds the session that a request has held for a long time. Its id may have been renewed meanwhile, so long ago
     * that the former id finds nothing.
     */
    private SessionOutcome continued(String id, LwwMap known) {
        SessionOutcome outcome = find(id);
        String next = outcome instanceof Gone && timeouts.renewsIds() ? IdRenewal.next(id, known) : null;
        if (next == null) {
            return outcome;
        }
        SessionOutcome renewed = await(store.find(next));
        return renewed instanceof Alive alive ? new Renewed(next, alive.snapshot()) : renewed;
    }

    /** Leaves the values of a session to later requests. */
    void release(MemshareSession session) {
        idle.leave(session.persistence(), session.attributes().release());
    }

    private MemshareSession session(String id, Persistence persistence, LwwMap attributes, Times times) {
        SessionAttributes lazily =
                new SessionAttributes(attributes, serializer, saveMode, unreadable, idle.take(persistence));
        return new MemshareSession(
                id,
                persistence,
                lazily,
                times,
                new Surroundings(clock, sessionIdGenerator, timeouts, unsavedIds, this::flush));
    }

    private void flush(MemshareSession session) {
        if (flushMode == FlushMode.IMMEDIATE) {
            saveMeanwhile(session);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws SessionStoreUnavailableException if no node accepted the changes
     * @throws SessionTooLargeException if the session is too large for the nodes; nothing is saved
     * @throws AttributeSerializationException if an attribute cannot be encoded; nothing is saved. After this and the
     *     previous exception, the session object drops the offending values, so that a later save of it, such as that
     *     of an error page, keeps the rest
     */
    @Override
    public void save(MemshareSession session) {
        Objects.requireNonNull(session, "session");
        saves.save(session);
    }

    /** Saves a session in the middle of a request, which sends ids when it ends. */
    void saveMeanwhile(MemshareSession session) {
        saves.saveMeanwhile(session);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every session related to this session by changes of id ends with it, so that a user who logged in twice at the
     * same time is logged out of both logins. A session whose id a request has changed and not saved yet is found by
     * the new id as well. If the method fails, it can be repeated under the same id.
     *
     * @throws SessionStoreUnavailableException if a deletion reached no node of its session
     */
    @Override
    public void deleteById(String id) {
        Objects.requireNonNull(id, "id");
        deletion.delete(id);
        listener.ended();
    }

    /**
     * Returns where the copies of a session are, for diagnosis.
     *
     * @param sessionId the id of a session, which need not exist
     * @return an entry per node of its preference list, in that order
     */
    public List<SessionCopy> copies(String sessionId) {
        ReadResult<SessionState> read = await(store.inspect(sessionId));
        return SessionCopies.of(read);
    }

    private static <T> T await(CompletableFuture<T> future) {
        // Every node replies or is given up, so this ends.
        return future.join();
    }
}
