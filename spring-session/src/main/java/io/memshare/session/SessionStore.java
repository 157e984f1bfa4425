package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.replication.ReadResult;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import io.memshare.state.Successor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the replicated store: finding, merging, deleting, and moving to another id. Non-blocking. Safe for use by
 * several threads.
 */
final class SessionStore {

    private final ReplicatedStore<SessionState> store;
    private final Retention retention;
    private final SessionKeys keys;
    private final InstantSource clock;
    private final NamedReads reads;
    private final SessionWriter writer;
    private final IdChange idChange;
    private final SessionRevocation revocation;

    /** Creates the sessions of users that are unknown. */
    SessionStore(ReplicatedStore<SessionState> store, Retention retention, SessionKeys keys, InstantSource clock) {
        this(store, retention, keys, clock, SessionRevocation.NONE);
    }

    SessionStore(
            ReplicatedStore<SessionState> store,
            Retention retention,
            SessionKeys keys,
            InstantSource clock,
            SessionRevocation revocation) {
        this.store = store;
        this.retention = retention;
        this.keys = keys;
        this.clock = clock;
        this.reads = new NamedReads(store);
        this.writer = new SessionWriter(store, retention, clock);
        this.idChange = new IdChange(store, retention, writer);
        this.revocation = revocation;
        store.settleBy(writer::settle);
    }

    /** Finds a session, expired or not. */
    CompletableFuture<SessionOutcome> find(String id) {
        List<Key> names = keys.all(id);
        CompletableFuture<@Nullable String> known = revocation.current();
        return reads.read(names).thenCompose(named -> {
            if (named.read() instanceof ReadResult.Found<SessionState> found) {
                SessionOutcome outcome = found(named.key(), names.get(0), found);
                return found.state() instanceof Moved moved
                        ? new RenewedIds(this, keys, retention.timeouts()).find(id, moved, clock.millis())
                        : unlessRevoked(outcome, known);
            }
            return named.read() instanceof ReadResult.Unknown<SessionState> unknown
                    ? Failed.unavailable(unknown.reason()).done()
                    : Gone.GONE.done();
        });
    }

    private CompletableFuture<SessionOutcome> unlessRevoked(
            SessionOutcome outcome, CompletableFuture<@Nullable String> known) {
        if (!(outcome instanceof Alive alive)
                || !revocation.concerns(alive.snapshot().state())) {
            return outcome.done();
        }
        return known.thenApply(reason -> {
            if (reason != null) {
                return Failed.unavailable(reason);
            }
            return revocation.ends(alive.snapshot().state()) ? Gone.GONE : alive;
        });
    }

    /**
     * Learns of all sessions that have ended together with others.
     *
     * @return null if it has learned, otherwise the reason, human-readable
     */
    CompletableFuture<@Nullable String> updateRevocations() {
        return revocation.update();
    }

    /**
     * Looks up the content of a key. Follows changes of id, because a state that was written under the old id may be
     * under each new id.
     *
     * @param key the key of a session
     * @param levels how many successive changes of id to follow
     * @return at least 1 result
     */
    CompletableFuture<List<LookupResult>> lookUp(Key key, int levels) {
        return store.read(key).thenCompose(read -> {
            if (read instanceof ReadResult.Unknown<SessionState> unknown) {
                return seen(new LookupResult.Unseen(key, unknown.reason()));
            }
            if (!(read instanceof ReadResult.Found<SessionState> found)) {
                return seen(new LookupResult.Nothing(key));
            }
            if (found(key, key, found) instanceof Alive alive) {
                return revocation.current().thenApply(reason -> List.of(living(key, alive, reason)));
            }
            return found.state() instanceof Moved moved && levels > 0
                    ? lookAt(moved, levels - 1)
                            .thenApply(further -> further.isEmpty() ? List.of(new LookupResult.Left(key)) : further)
                    : seen(found.state() instanceof Moved ? new LookupResult.Left(key) : new LookupResult.Ended(key));
        });
    }

    /** Returns the keys to which changes of id have led from a key directly; none if it was not left, or is unknown. */
    CompletableFuture<List<Key>> successors(Key key) {
        return store.read(key)
                .thenApply(read -> read instanceof ReadResult.Found<SessionState> found
                                && found.state() instanceof Moved moved
                        ? moved.successors().stream().map(Successor::key).toList()
                        : List.of());
    }

    private LookupResult living(Key key, Alive alive, @Nullable String unknown) {
        Live state = alive.snapshot().state();
        if (unknown != null && revocation.concerns(state)) {
            return new LookupResult.Unseen(key, unknown);
        }
        return revocation.ends(state)
                ? new LookupResult.Revoked(key, state)
                : new LookupResult.Living(key, alive.snapshot());
    }

    private CompletableFuture<List<LookupResult>> lookAt(Moved moved, int levels) {
        CompletableFuture<List<LookupResult>> all = CompletableFuture.completedFuture(List.of());
        for (Successor successor : moved.successors()) {
            all = all.thenCombine(lookUp(successor.key(), levels), SessionStore::living);
        }
        return all;
    }

    private static List<LookupResult> living(List<LookupResult> seen, List<LookupResult> further) {
        return Stream.concat(
                        seen.stream(),
                        further.stream()
                                .filter(result ->
                                        result instanceof LookupResult.Living || result instanceof LookupResult.Unseen))
                .toList();
    }

    private static CompletableFuture<List<LookupResult>> seen(LookupResult result) {
        return CompletableFuture.completedFuture(List.of(result));
    }

    /** Deletes a key, and each key that its changes of id led to. Other sessions of its family continue. */
    CompletableFuture<SessionOutcome> end(Key key) {
        return new FollowUps(store, retention, clock).run(List.of(new FollowUp(key, Deleted.INSTANCE)));
    }

    private SessionOutcome found(Key key, Key present, ReadResult.Found<SessionState> found) {
        if (found.state() instanceof Live live) {
            long lastAccessed = Retention.lastAccessedMillis(live, found.idleSeconds(), clock.millis());
            return new Alive(
                    new Snapshot(key, present, live, found.checksum(), lastAccessed, found.replicas(), clock.millis()));
        }
        if (!found.replicas().agreeOn(found.checksum())) {
            bury(key, found);
        } else {
            store.touch(key, found.checksum(), retention.reread(found.state(), found.replicas()), found.replicas());
        }
        return Gone.GONE;
    }

    /**
     * Restores a tombstone on nodes that lack it. Either a node came back with a copy of a deleted session, or another
     * request is just writing the tombstone. No save of this session will repair it, so this is done here. The
     * superseded states are handled first, because a later writer no longer sees them.
     */
    private void bury(Key key, ReadResult.Found<SessionState> found) {
        CompletableFuture<?> buried = writer.settle(key, found.state(), found.observed())
                .thenCompose(
                        settled -> store.write(key, found.state(), found.replicas(), retention.full(found.state())))
                .thenCompose(written -> written instanceof WriteResult.Kept<SessionState> kept
                        ? writer.settle(key, kept, found.state())
                        : CompletableFuture.completedFuture(null));
        Background.run("burying a session", buried);
    }

    /** Returns a session as known to its request, without the state of the nodes. */
    Snapshot forgotten(String id, Live live) {
        Key key = keys.of(id);
        return new Snapshot(key, live, 0, live.lastAccessedMillis(), store.unread(key), clock.millis());
    }

    /** Returns the copies of a session on each node, by a new read. */
    CompletableFuture<ReadResult<SessionState>> inspect(String id) {
        return reads.read(keys.all(id)).thenApply(NamedReads.NamedRead::read);
    }

    /** Stores a new session. */
    CompletableFuture<SessionOutcome> create(String id, Live live) {
        Key key = keys.of(id);
        return writer.write(key, live, store.none(key), retention.remaining(live, clock.millis()));
    }

    /**
     * Merges a changed session into the nodes. If it has been moved to other ids in the meantime, the changes follow it
     * there.
     *
     * @param live the session with the changes of the request
     * @param found the session as found
     */
    CompletableFuture<SessionOutcome> update(Live live, Snapshot found) {
        Key key = found.present();
        Replicas basis = found.isUnderFormerName() ? store.unread(key) : found.replicas();
        return writer.write(key, live, basis, retention.remaining(live, found.takenMillis()));
    }

    /**
     * Extends the life of a session that was used but not changed, and repairs replicas that the read found missing or
     * different. Not awaited.
     */
    Snapshot used(Snapshot snapshot, Instant now) {
        Key key = snapshot.key();
        Live live = snapshot.state();
        if (snapshot.isUnderFormerName() && Retention.isRenamingDue(live, now.toEpochMilli())) {
            Key present = snapshot.present();
            long used = Math.max(live.lastAccessedMillis(), now.toEpochMilli());
            Live renamed =
                    new Live(live.creationMillis(), live.maxInactiveSeconds(), used, live.attributes(), live.origin());
            Background.run(
                    "renaming a session", writer.write(present, renamed, store.unread(present), retention.full(live)));
        }
        if (!snapshot.replicas().agreeOn(snapshot.checksum())) {
            Background.run("repairing a session", writer.write(key, live, snapshot.replicas(), retention.full(live)));
        }
        Replicas touched = store.touch(key, snapshot.checksum(), retention.full(live), snapshot.replicas());
        return new Snapshot(
                key, snapshot.present(), live, snapshot.checksum(), now.toEpochMilli(), touched, clock.millis());
    }

    /** Deletes a session, and every session related to it by changes of id. */
    CompletableFuture<SessionOutcome> delete(String id) {
        return new Logout(store, retention).run(keys.all(id));
    }

    /**
     * Moves a session to another id.
     *
     * @param newId the new id
     * @param live the session with the changes of the request
     * @param found the session as found under the old id
     * @param at the time of the change
     */
    CompletableFuture<SessionOutcome> move(String newId, Live live, Snapshot found, HybridTimestamp at) {
        return idChange.move(keys.of(newId), live, found, at);
    }
}
