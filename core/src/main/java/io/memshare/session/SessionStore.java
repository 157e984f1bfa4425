package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Read;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Written;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Followed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the replicated store: found, merged, deleted, moved to another id. Nothing here blocks. Safe for use by
 * several threads.
 */
final class SessionStore {

    /** How often a change or a deletion follows a session from id to id. */
    private static final int MOST_MOVES = 16;

    private final ReplicatedStore<SessionState> store;
    private final SessionRecordType type;
    private final SessionKeys keys;
    private final InstantSource clock;

    SessionStore(ReplicatedStore<SessionState> store, SessionRecordType type, SessionKeys keys, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.keys = keys;
        this.clock = clock;
    }

    /** Finds a session, expired or not. */
    CompletableFuture<SessionOutcome> find(String id) {
        Key key = keys.of(id);
        return store.read(key).thenApply(read -> {
            if (read instanceof Read.Found<SessionState> found) {
                return found(key, found);
            }
            return read instanceof Read.Unknown<SessionState> unknown ? unavailable(unknown.reason()) : Gone.GONE;
        });
    }

    private SessionOutcome found(Key key, Read.Found<SessionState> found) {
        if (found.state() instanceof Live live) {
            long lastAccessed = lastAccessed(live, found);
            return new Alive(new Snapshot(live, found.checksum(), lastAccessed, found.replicas(), clock.millis()));
        }
        if (!found.replicas().agreeOn(found.checksum())) {
            // A node came back with a copy of a session that is gone. Nobody will save this session, so repair it now.
            store.write(key, found.state(), found.replicas(), type.timeToLive(found.state()));
        }
        return Gone.GONE;
    }

    /**
     * When a session was last used is told by the nodes, whose times to live are set anew by each use; they count whole
     * seconds, so a record that says the same up to that is more exact.
     */
    private long lastAccessed(Live live, Read.Found<SessionState> found) {
        if (found.idleSeconds() < 0) {
            return live.lastAccessedMillis();
        }
        long byNodes = clock.millis() - 1000 * Math.max(0, found.idleSeconds() - 1);
        boolean same = Math.abs(byNodes - live.lastAccessedMillis()) <= 2000;
        return same ? Math.min(live.lastAccessedMillis(), clock.millis()) : byNodes;
    }

    /** Returns what each node holds of a session, by a fresh look. */
    CompletableFuture<Read<SessionState>> inspect(String id) {
        return store.read(keys.of(id));
    }

    /** Stores a new session. */
    CompletableFuture<SessionOutcome> create(String id, Live live) {
        Key key = keys.of(id);
        return write(key, live, store.none(key), remaining(live, clock.millis()));
    }

    /**
     * Merges a changed session into the nodes. If it has been moved to another id meanwhile, the changes follow it.
     *
     * @param id the id under which it was found
     * @param live what was found and what was changed
     * @param found what was found
     */
    CompletableFuture<SessionOutcome> update(String id, Live live, Snapshot found) {
        return write(keys.of(id), live, found.replicas(), remaining(live, found.takenMillis()));
    }

    private CompletableFuture<SessionOutcome> write(Key key, Live live, Replicas basis, TimeToLive timeToLive) {
        return write(key, live, basis, timeToLive, MOST_MOVES);
    }

    private CompletableFuture<SessionOutcome> write(
            Key key, Live live, Replicas basis, TimeToLive timeToLive, int moves) {
        return store.write(key, live, basis, timeToLive).thenCompose(written -> {
            if (written instanceof Written.Kept<SessionState> kept) {
                if (kept.state() instanceof Live kept2) {
                    return done(new Alive(new Snapshot(
                            kept2, kept.checksum(), kept2.lastAccessedMillis(), kept.replicas(), clock.millis())));
                }
                if (kept.state() instanceof Moved moved && moves > 0) {
                    Key successor = Key.of(moved.successor());
                    return write(successor, live, store.unread(successor), timeToLive, moves - 1)
                            .thenApply(outcome -> followed(key, outcome));
                }
                return done(Gone.GONE);
            }
            return done(failure(written, live));
        });
    }

    /** The next change of the same request has to find its way from the old key again. */
    private SessionOutcome followed(Key oldKey, SessionOutcome outcome) {
        Snapshot there = outcome instanceof Alive alive ? alive.snapshot() : null;
        there = outcome instanceof Followed followed ? followed.snapshot() : there;
        return there == null
                ? outcome
                : new Followed(new Snapshot(
                        there.state(),
                        there.checksum(),
                        there.lastAccessedMillis(),
                        store.unread(oldKey),
                        there.takenMillis()));
    }

    /**
     * A session that was last used before it was found is kept for the rest of its time only. What has passed since then
     * does not count: meanwhile others may have used the session and lengthened its life, unseen by this request.
     */
    private TimeToLive remaining(Live live, long foundMillis) {
        TimeToLive whole = type.timeToLive(live);
        long idle = Math.max(0, foundMillis - live.lastAccessedMillis()) / 1000;
        return whole.isForever() ? whole : new TimeToLive(Math.max(1, whole.seconds() - idle));
    }

    /** Extends the life of a session that was used but not changed, and repairs what the read found missing. Not awaited. */
    Snapshot used(String id, Snapshot snapshot, Instant now) {
        Key key = keys.of(id);
        Live live = snapshot.state();
        if (!snapshot.replicas().agreeOn(snapshot.checksum())) {
            store.write(key, live, snapshot.replicas(), type.timeToLive(live));
        }
        Replicas touched = store.touch(key, snapshot.checksum(), type.timeToLive(live), snapshot.replicas());
        return new Snapshot(live, snapshot.checksum(), now.toEpochMilli(), touched, clock.millis());
    }

    /** Deletes a session, also where it went on under another id. Fails only if no node could be told. */
    CompletableFuture<SessionOutcome> delete(String id) {
        return delete(keys.of(id), MOST_MOVES);
    }

    private CompletableFuture<SessionOutcome> delete(Key key, int moves) {
        return store.write(key, Deleted.INSTANCE, store.unread(key), type.timeToLive(Deleted.INSTANCE))
                .thenCompose(written -> {
                    if (!(written instanceof Written.Kept<SessionState> kept)) {
                        return done(failure(written, null));
                    }
                    outlive(key, kept);
                    for (SessionState met : kept.met()) {
                        if (met instanceof Moved moved && moves > 0) {
                            return delete(Key.of(moved.successor()), moves - 1);
                        }
                    }
                    return done(Gone.GONE);
                });
    }

    /** A session that may be idle for longer than deletions are remembered may have a copy that is out of reach. */
    private void outlive(Key key, Written.Kept<SessionState> kept) {
        TimeToLive longest = type.timeToLive(kept.state());
        for (SessionState met : kept.met()) {
            longest = longest.max(type.timeToLive(met));
        }
        store.touch(key, kept.checksum(), longest, kept.replicas());
    }

    /**
     * Moves a session to another id: the state under the new key first, then a tombstone under the old one. Of two moves at
     * the same time the one with the earlier timestamp wins on every node; the other takes its copy back.
     *
     * @param oldId the id under which it was found
     * @param newId the id that it gets
     * @param live what was found and what was changed
     * @param found what was found under the old id
     * @param at when
     */
    CompletableFuture<SessionOutcome> move(String oldId, String newId, Live live, Snapshot found, HybridTimestamp at) {
        Key from = keys.of(oldId);
        Key to = keys.of(newId);
        return write(to, live, store.none(to), remaining(live, found.takenMillis()))
                .thenCompose(created -> {
                    if (!(created instanceof Alive alive)) {
                        return done(created instanceof Followed ? Gone.GONE : created);
                    }
                    return leave(from, to, alive, found.replicas(), new Moved(at, to.text()));
                });
    }

    /**
     * Looks once more before it leaves the old key: timestamps tell which of two changes at the same time wins, but one that
     * is complete by now stays, whatever the clock of its server said.
     */
    private CompletableFuture<SessionOutcome> leave(Key from, Key to, Alive alive, Replicas basis, Moved moved) {
        return store.read(from).thenCompose(read -> {
            if (!(read instanceof Read.Found<SessionState> found)) {
                return seal(from, to, alive, List.of(), basis, moved);
            }
            if (found.state().isTombstone() && !leadsTo(to, found.state())) {
                return delete(to, MOST_MOVES);
            }
            return seal(from, to, alive, List.of(found.state()), found.replicas(), moved);
        });
    }

    private CompletableFuture<SessionOutcome> seal(
            Key from, Key to, Alive alive, List<SessionState> seen, Replicas basis, Moved moved) {
        long seconds = alive.snapshot().state().maxInactiveSeconds().value();
        return store.write(from, moved, basis, type.timeToLive(moved).max(SessionRecordType.whole(seconds)))
                .thenCompose(written -> {
                    if (!(written instanceof Written.Kept<SessionState> kept)) {
                        return done(failure(written, alive.snapshot().state()));
                    }
                    List<SessionState> all = new ArrayList<>(seen);
                    all.addAll(kept.met());
                    all.add(moved);
                    CompletableFuture<SessionOutcome> ended = endLosers(kept.state(), all);
                    return leadsTo(to, kept.state())
                            ? carryOver(to, alive, all).thenCombine(ended, (outcome, gone) -> outcome)
                            : ended;
                });
    }

    /** Also true if an earlier try of the same request, which was not answered, has come through. */
    private static boolean leadsTo(Key to, SessionState state) {
        return state instanceof Moved moved && moved.successor().equals(to.text());
    }

    /** Ends the copies of all changes of the id but the winning one, also of such as had thought that they had won. */
    private CompletableFuture<SessionOutcome> endLosers(SessionState winner, List<SessionState> all) {
        CompletableFuture<SessionOutcome> ended = done(Gone.GONE);
        for (SessionState each : all) {
            if (each instanceof Moved moved && !leadsTo(Key.of(moved.successor()), winner)) {
                ended = ended.thenCombine(delete(Key.of(moved.successor()), MOST_MOVES), SessionStore::worse);
            }
        }
        return ended;
    }

    private static SessionOutcome worse(SessionOutcome one, SessionOutcome other) {
        return one instanceof Failed ? one : other;
    }

    /** Takes along what others wrote under the old id between the read and the tombstone. */
    private CompletableFuture<SessionOutcome> carryOver(Key to, Alive alive, Collection<SessionState> met) {
        SessionState merged = alive.snapshot().state();
        for (SessionState state : met) {
            merged = state instanceof Live ? merged.merge(state) : merged;
        }
        return merged instanceof Live live && !live.equals(alive.snapshot().state())
                ? write(to, live, alive.snapshot().replicas(), remaining(live, clock.millis()))
                : done(alive);
    }

    private static SessionOutcome failure(Written<SessionState> written, @Nullable Live live) {
        if (written instanceof Written.TooLarge<SessionState> tooLarge) {
            return new Failed(new SessionTooLargeException(
                    tooLarge.size(), tooLarge.limit(), live == null ? List.of() : AttributeSizes.largest(live)));
        }
        String reason = written instanceof Written.NotKept<SessionState> notKept ? notKept.reason() : "";
        return unavailable(reason);
    }

    private static Failed unavailable(String reason) {
        return new Failed(new SessionStoreUnavailableException("the session store is unavailable: " + reason));
    }

    private static CompletableFuture<SessionOutcome> done(SessionOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
