package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.codec.RecordCodec;
import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Read;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSession.Surroundings;
import io.memshare.session.MemshareSession.Times;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Followed;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
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
public final class MemshareSessionRepository implements SessionRepository<MemshareSession> {

    private final AttributeSerializer serializer;
    private final SessionStore store;
    private final InstantSource clock;
    private final HybridLogicalClock timestamps;
    private final SessionRecordType type;
    private Duration defaultMaxInactiveInterval = MapSession.DEFAULT_MAX_INACTIVE_INTERVAL;
    private SaveMode saveMode = SaveMode.ON_GET_ATTRIBUTE;
    private FlushMode flushMode = FlushMode.ON_SAVE;
    private SessionIdGenerator sessionIdGenerator = UuidSessionIdGenerator.getInstance();

    /**
     * Creates a repository.
     *
     * @param memshare the nodes; not closed by the repository
     * @param serializer turns attribute values into bytes and back
     */
    public MemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.clock = memshare.clock();
        this.timestamps = new HybridLogicalClock(clock);
        RecordCodec<SessionState> codec = new SessionStateCodec();
        SessionKeys keys = new SessionKeys(
                memshare.settings().namespace(), memshare.settings().sealing());
        this.type = new SessionRecordType(codec, keys, memshare.settings().tombstoneTtl());
        this.store = new SessionStore(memshare.store(type, keys.prefix()), type, keys, clock);
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

    @Override
    public MemshareSession createSession() {
        Instant now = clock.instant();
        Times times = new Times(now, now, defaultMaxInactiveInterval);
        MemshareSession session = session(sessionIdGenerator.generate(), null, LwwMap.EMPTY, times);
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
        SessionOutcome outcome = recalled(id);
        if (outcome == null) {
            outcome = await(store.find(id));
        }
        if (outcome instanceof Failed failed) {
            throw failed.reason();
        }
        if (!(outcome instanceof Alive alive)) {
            return null;
        }
        Live live = alive.snapshot().state();
        Times times = new Times(
                Instant.ofEpochMilli(live.creationMillis()),
                Instant.ofEpochMilli(alive.snapshot().lastAccessedMillis()),
                Duration.ofSeconds(live.maxInactiveSeconds().value()));
        MemshareSession session = session(id, alive.snapshot(), live.attributes(), times);
        return session.isExpired() ? null : session;
    }

    /** Returns what this request itself has just saved, or null. */
    private static @Nullable SessionOutcome recalled(String id) {
        RequestMemo memo = RequestMemo.current();
        Snapshot snapshot = memo == null ? null : memo.recall(id);
        return snapshot == null ? null : new Alive(snapshot);
    }

    private MemshareSession session(String id, @Nullable Snapshot snapshot, LwwMap attributes, Times times) {
        SessionAttributes lazily = new SessionAttributes(attributes, serializer, saveMode);
        return new MemshareSession(
                id, snapshot, lazily, times, new Surroundings(clock, sessionIdGenerator, this::flush));
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
     * @throws SessionTooLargeException if the nodes do not take so large a session; they keep what they had
     * @throws io.memshare.serializer.AttributeSerializationException if an attribute cannot be encoded
     */
    @Override
    public void save(MemshareSession session) {
        Objects.requireNonNull(session, "session");
        if (session.isGone()) {
            return;
        }
        Snapshot before = session.snapshot();
        boolean moved = before != null && !session.getId().equals(session.savedId());
        boolean other = before == null || moved || session.intervalChanged();
        if (before != null && !other && !session.attributes().mayHaveChanged()) {
            saveUnchanged(session, before);
            return;
        }
        HybridTimestamp at = timestamps.tick(
                before == null ? HybridTimestamp.ZERO : before.state().latest());
        Map<String, LwwMap.Entry> changes = session.attributes().changes(at);
        if (before != null && !other && changes.isEmpty()) {
            saveUnchanged(session, before);
            return;
        }
        Live live = changed(session, before, changes, at);
        take(session, live, changes, await(write(session, before, live, moved, at)));
    }

    private CompletableFuture<SessionOutcome> write(
            MemshareSession session, @Nullable Snapshot before, Live live, boolean moved, HybridTimestamp at) {
        if (before == null) {
            return store.create(session.getId(), live);
        }
        return moved ? store.move(session.getId(), live, before, at) : store.update(live, before);
    }

    private Live changed(
            MemshareSession session, @Nullable Snapshot before, Map<String, LwwMap.Entry> changes, HybridTimestamp at) {
        long lastAccessed = session.getLastAccessedTime().toEpochMilli();
        LwwRegister interval =
                new LwwRegister(at, session.getMaxInactiveInterval().toSeconds());
        if (before == null) {
            return new Live(
                    session.getCreationTime().toEpochMilli(), interval, lastAccessed, LwwMap.EMPTY.with(changes));
        }
        Live old = before.state();
        LwwRegister maxInactive = session.intervalChanged() ? interval : old.maxInactiveSeconds();
        TimeToLive copies = SessionRecordType.whole(maxInactive.value()).max(type.timeToLive(old));
        return new Live(
                old.creationMillis(),
                maxInactive,
                Math.max(old.lastAccessedMillis(), lastAccessed),
                type.withoutOldRemovals(old.attributes().with(changes), copies, clock.millis()));
    }

    private void saveUnchanged(MemshareSession session, Snapshot before) {
        session.attributes().saved(before.state().attributes(), Map.of());
        boolean used = session.getLastAccessedTime().toEpochMilli() > before.lastAccessedMillis();
        Snapshot now = used ? store.used(before, session.getLastAccessedTime()) : before;
        session.saved(now);
        remember(session);
    }

    private void take(
            MemshareSession session, Live written, Map<String, LwwMap.Entry> changes, SessionOutcome outcome) {
        forget(session.savedId());
        if (outcome instanceof Failed failed) {
            throw failed.reason();
        }
        if (outcome instanceof Alive alive) {
            session.attributes().saved(alive.snapshot().state().attributes(), changes);
            session.saved(alive.snapshot());
            remember(session);
        } else if (outcome instanceof Followed) {
            session.attributes().saved(written.attributes(), changes);
            session.followed(store.forgotten(session.savedId(), written));
        } else {
            session.vanished();
        }
    }

    private static void remember(MemshareSession session) {
        RequestMemo memo = RequestMemo.current();
        Snapshot snapshot = session.snapshot();
        if (memo != null && snapshot != null && !session.isElsewhere()) {
            memo.remember(session.getId(), snapshot);
        }
    }

    private static void forget(String id) {
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.forget(id);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws SessionStoreUnavailableException if no node could be told
     */
    @Override
    public void deleteById(String id) {
        Objects.requireNonNull(id, "id");
        forget(id);
        if (await(store.delete(id)) instanceof Failed failed) {
            throw failed.reason();
        }
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
