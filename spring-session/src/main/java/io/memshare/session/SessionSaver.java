package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.session.Persistence.Held;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.state.Live;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Saves the session of a request: it determines the changes, writes them, and adopts the resulting state of the nodes.
 * Safe for use by several threads; a given session only by the thread that holds its lock.
 */
final class SessionSaver {

    private final SessionStore store;
    private final Retention retention;
    private final HybridLogicalClock timestamps;
    private final InstantSource clock;
    private final SessionIndexing indexing;
    private final IdRenewal renewal;
    private final RememberedLogin remembered;
    private final ObservedOperations operations;

    SessionSaver(RepositoryParts parts, SessionIndexing indexing, ObservedOperations operations) {
        this.store = parts.store();
        this.retention = parts.retention();
        this.timestamps = parts.timestamps();
        this.clock = parts.clock();
        this.indexing = indexing;
        this.renewal = new IdRenewal(parts.timeouts(), parts.clock());
        this.remembered = new RememberedLogin(parts.timeouts());
        this.operations = operations;
    }

    /**
     * Gives a session its next id if that is due and the calling request can still tell its client. The save that
     * follows moves the session.
     */
    void renewId(MemshareSession session) {
        renewal.renew(session);
    }

    /** Saves a session, as documented by {@link MemshareSessionRepository#save}. */
    void save(MemshareSession session) {
        Persistence persistence = session.persistence();
        if (persistence instanceof Persistence.Vanished) {
            VanishedSession.noteFor(session.getId());
            return;
        }
        VanishedSession.forget();
        Snapshot before = persistence.snapshot();
        boolean moved = persistence.isUnderAnother(session.getId());
        boolean other = before == null
                || moved
                || session.intervalChanged()
                || indexing.isDue(session, before)
                || renewal.isSeedDue(before)
                || remembered.isDue(session, before);
        if (before != null && !other && !session.attributes().mayHaveChanged()) {
            saveUnchanged(session, before);
            return;
        }
        HybridTimestamp latest =
                before == null ? HybridTimestamp.ZERO : before.state().latest();
        HybridTimestamp at = moved ? timestamps.tickWithRoomBelow(latest) : timestamps.tick(latest);
        Map<String, LwwMap.Entry> changes = session.attributes().changes(at);
        if (before != null && !other && changes.isEmpty()) {
            saveUnchanged(session, before);
            return;
        }
        SessionIndexing.Entered entered = enter(session, before, changes, at);
        Map<String, LwwMap.Entry> written = entered.and(changes);
        written.putAll(renewal.seed(session, before, at));
        written.putAll(remembered.mark(session, before, at));
        Live live = changed(session, before, written, at);
        SessionOutcome outcome =
                operations.save(before, () -> confirmed(entered, write(session, before, live, moved, at)));
        forget(persistence);
        if (outcome instanceof Failed failed) {
            if (failed.reason() instanceof SessionTooLargeException tooLarge) {
                AttributeSizes.largest(changes, tooLarge.size() - tooLarge.limit())
                        .forEach(session.attributes()::forget);
            }
            throw failed.reason();
        }
        take(session, live, changes, outcome);
    }

    private SessionIndexing.Entered enter(
            MemshareSession session, @Nullable Snapshot before, Map<String, LwwMap.Entry> changes, HybridTimestamp at) {
        try {
            return indexing.enter(session, before, at);
        } catch (SessionIndexFullException | LoginRefusedException ex) {
            changes.keySet().forEach(session.attributes()::forget);
            throw ex;
        }
    }

    /**
     * Awaits a write, which ends because every node replies or is given up, and ends the session if its user has too
     * many.
     */
    private SessionOutcome confirmed(SessionIndexing.Entered entered, CompletableFuture<SessionOutcome> writing) {
        boolean ended;
        SessionOutcome outcome;
        try {
            ended = indexing.confirm(entered);
            outcome = writing.join();
            if (outcome instanceof Alive && !ended) {
                ended = indexing.isLateSurplus(entered);
            }
        } catch (SessionStoreUnavailableException ex) {
            end(writing.join());
            throw ex;
        }
        if (ended) {
            end(outcome);
            return SessionOutcome.Gone.GONE;
        }
        return outcome;
    }

    /** The client does not learn of the session. */
    private void end(SessionOutcome outcome) {
        if (outcome instanceof Alive alive) {
            store.end(alive.snapshot().key()).join();
        }
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
        return new Live(
                old.creationMillis(),
                maxInactive,
                Math.max(old.lastAccessedMillis(), lastAccessed),
                retention.withoutOldRemovals(old.attributes().with(changes), old, maxInactive.value(), clock.millis()),
                old.origin());
    }

    private void saveUnchanged(MemshareSession session, Snapshot before) {
        session.attributes().saved(before.state().attributes(), Map.of());
        boolean used = session.getLastAccessedTime().toEpochMilli() > before.lastAccessedMillis();
        if (session.persistence() instanceof Held held) {
            held(session, held.id(), used ? store.used(before, session.getLastAccessedTime()) : before);
        }
    }

    private void take(
            MemshareSession session, Live written, Map<String, LwwMap.Entry> changes, SessionOutcome outcome) {
        if (outcome instanceof Alive alive) {
            boolean overtaken = alive.forked() && IdRenewal.isRenewed(session);
            session.attributes().saved(alive.snapshot().state().attributes(), changes);
            held(session, session.getId(), alive.snapshot());
            if (overtaken) {
                // A login, whose cookie this one would replace. A client that sends the former id is told the next one.
                VanishedSession.noteFor(session.getId());
            }
        } else if (outcome instanceof SessionOutcome.Followed) {
            // The state as known to the request; the other contents under the new ids do not concern it.
            session.attributes().saved(written.attributes(), changes);
            session.saved(new Persistence.Followed(session.getId(), store.forgotten(session.getId(), written)));
        } else {
            session.saved(Persistence.Vanished.VANISHED);
            VanishedSession.noteFor(session.getId());
        }
    }

    static void held(MemshareSession session, String id, Snapshot snapshot) {
        session.saved(new Held(id, snapshot));
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.remember(id, snapshot);
        }
    }

    private static void forget(Persistence persistence) {
        if (persistence instanceof Held held) {
            forget(held.id());
        }
    }

    static void forget(String id) {
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.forget(id);
        }
    }
}
