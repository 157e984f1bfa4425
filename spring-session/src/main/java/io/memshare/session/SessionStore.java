package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Holding;
import io.memshare.replication.Read;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Written;
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

/**
 * Sessions in the replicated store: found, merged, deleted, moved to another id. Nothing here blocks. Safe for use by
 * several threads.
 */
final class SessionStore {

    private static final long LONGEST_UNNAMED_SECONDS = 600;

    private final ReplicatedStore<SessionState> store;
    private final SessionRecordType type;
    private final SessionKeys keys;
    private final InstantSource clock;
    private final NamedReads reads;
    private final SessionWriter writer;
    private final IdChange idChange;

    SessionStore(ReplicatedStore<SessionState> store, SessionRecordType type, SessionKeys keys, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.keys = keys;
        this.clock = clock;
        this.reads = new NamedReads(store);
        this.writer = new SessionWriter(store, type, clock);
        this.idChange = new IdChange(store, type, writer);
        store.settleBy(writer::settle);
    }

    /** Finds a session, expired or not. */
    CompletableFuture<SessionOutcome> find(String id) {
        List<Key> names = keys.all(id);
        return reads.read(names).thenApply(named -> {
            if (named.read() instanceof Read.Found<SessionState> found) {
                return found(named.key(), names.get(0), found);
            }
            return named.read() instanceof Read.Unknown<SessionState> unknown
                    ? Failed.unavailable(unknown.reason())
                    : Gone.GONE;
        });
    }

    /**
     * Looks at what stands under a key. Follows changes of id, as what was written under the old one may be under each new
     * one.
     *
     * @param key the key of a session
     * @param levels how many changes of id to follow, one after the other
     * @return at least one
     */
    CompletableFuture<List<Sighting>> look(Key key, int levels) {
        return store.read(key).thenCompose(read -> {
            if (read instanceof Read.Unknown<SessionState> unknown) {
                return seen(new Sighting.Unseen(key, unknown.reason()));
            }
            if (!(read instanceof Read.Found<SessionState> found)) {
                return seen(new Sighting.Nothing(key));
            }
            if (found(key, key, found) instanceof Alive alive) {
                return seen(new Sighting.Living(key, alive.snapshot()));
            }
            return found.state() instanceof Moved moved && levels > 0
                    ? lookAt(moved, levels - 1)
                            .thenApply(further -> further.isEmpty() ? List.of(new Sighting.Left(key)) : further)
                    : seen(found.state() instanceof Moved ? new Sighting.Left(key) : new Sighting.Ended(key));
        });
    }

    private CompletableFuture<List<Sighting>> lookAt(Moved moved, int levels) {
        CompletableFuture<List<Sighting>> all = CompletableFuture.completedFuture(List.of());
        for (Successor successor : moved.successors()) {
            all = all.thenCombine(look(successor.key(), levels), SessionStore::living);
        }
        return all;
    }

    private static List<Sighting> living(List<Sighting> seen, List<Sighting> further) {
        return Stream.concat(
                        seen.stream(),
                        further.stream()
                                .filter(sighting ->
                                        sighting instanceof Sighting.Living || sighting instanceof Sighting.Unseen))
                .toList();
    }

    private static CompletableFuture<List<Sighting>> seen(Sighting sighting) {
        return CompletableFuture.completedFuture(List.of(sighting));
    }

    /** Deletes what stands under a key, and under each key that changes of its id led to; others of its family live on. */
    CompletableFuture<SessionOutcome> end(Key key) {
        return new FollowUps(store, type, clock).run(List.of(new FollowUp(key, Deleted.INSTANCE)));
    }

    private SessionOutcome found(Key key, Key present, Read.Found<SessionState> found) {
        if (found.state() instanceof Live live) {
            long lastAccessed = lastAccessed(live, found);
            return new Alive(
                    new Snapshot(key, present, live, found.checksum(), lastAccessed, found.replicas(), clock.millis()));
        }
        if (!found.replicas().agreeOn(found.checksum())) {
            bury(key, found);
        } else {
            store.touch(key, found.checksum(), remembered(found), found.replicas());
        }
        return Gone.GONE;
    }

    /**
     * A node came back with a copy of a session that is gone, or others are just about to bury it. Nobody will save this
     * session, so this is repaired now. What a tombstone is put over is seen to first: whoever comes second sees no more
     * of it.
     */
    private void bury(Key key, Read.Found<SessionState> found) {
        CompletableFuture<?> buried = writer.settle(key, found.state(), found.met())
                .thenCompose(
                        settled -> store.write(key, found.state(), found.replicas(), type.timeToLive(found.state())))
                .thenCompose(written -> written instanceof Written.Kept<SessionState> kept
                        ? writer.settle(key, kept, found.state())
                        : CompletableFuture.completedFuture(null));
        Background.run("burying a session", buried);
    }

    /**
     * Returns how long a tombstone is to be kept from now on. Where a touch of the session was carried out late, after the
     * tombstone was stored, the node would forget it too early: it is kept as long as on the other nodes. All of them may have
     * been touched late, so one that has less than half of its time left gets all of it again.
     */
    private TimeToLive remembered(Read.Found<SessionState> found) {
        long longest = 1;
        for (Holding holding : found.replicas().holdings()) {
            longest = holding instanceof Holding.Present present ? Math.max(longest, present.secondsLeft()) : longest;
        }
        TimeToLive whole = type.timeToLive(found.state());
        return longest < whole.seconds() / 2 ? whole : new TimeToLive(longest);
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

    /** Returns a session as its request knows it, which does not know what the nodes hold. */
    Snapshot forgotten(String id, Live live) {
        Key key = keys.of(id);
        return new Snapshot(key, live, 0, live.lastAccessedMillis(), store.unread(key), clock.millis());
    }

    /** Returns what each node holds of a session, by a fresh look. */
    CompletableFuture<Read<SessionState>> inspect(String id) {
        return reads.read(keys.all(id)).thenApply(NamedReads.NamedRead::read);
    }

    /** Stores a new session. */
    CompletableFuture<SessionOutcome> create(String id, Live live) {
        Key key = keys.of(id);
        return writer.write(key, live, store.none(key), type.remaining(live, clock.millis()));
    }

    /**
     * Merges a changed session into the nodes. If it has been moved to other ids meanwhile, the changes follow it there.
     *
     * @param live what was found and what was changed
     * @param found what was found
     */
    CompletableFuture<SessionOutcome> update(Live live, Snapshot found) {
        Key key = found.present();
        Replicas basis = found.isUnderFormerName() ? store.unread(key) : found.replicas();
        return writer.write(key, live, basis, type.remaining(live, found.takenMillis()));
    }

    /** Extends the life of a session that was used but not changed, and repairs what the read found missing. Not awaited. */
    Snapshot used(Snapshot snapshot, Instant now) {
        Key key = snapshot.key();
        Live live = snapshot.state();
        if (isToBeRenamed(snapshot, now)) {
            Key present = snapshot.present();
            long used = Math.max(live.lastAccessedMillis(), now.toEpochMilli());
            Live renamed =
                    new Live(live.creationMillis(), live.maxInactiveSeconds(), used, live.attributes(), live.origin());
            Background.run(
                    "renaming a session", writer.write(present, renamed, store.unread(present), type.timeToLive(live)));
        }
        if (!snapshot.replicas().agreeOn(snapshot.checksum())) {
            Background.run("repairing a session", writer.write(key, live, snapshot.replicas(), type.timeToLive(live)));
        }
        Replicas touched = store.touch(key, snapshot.checksum(), type.timeToLive(live), snapshot.replicas());
        return new Snapshot(
                key, snapshot.present(), live, snapshot.checksum(), now.toEpochMilli(), touched, clock.millis());
    }

    /**
     * A session that is only read stays under a former name for a while, so that servers which disagree on the present one do
     * not write. It has its present name before the former one is forgotten, as it could not live that long without a use.
     */
    private static boolean isToBeRenamed(Snapshot snapshot, Instant now) {
        if (!snapshot.isUnderFormerName()) {
            return false;
        }
        long unchanged = now.toEpochMilli() - snapshot.state().lastAccessedMillis();
        long idle = snapshot.state().maxInactiveSeconds().value();
        long half = idle < 0 ? LONGEST_UNNAMED_SECONDS : Math.min(idle / 2, LONGEST_UNNAMED_SECONDS);
        return unchanged >= 1000 * half;
    }

    /** Deletes a session, and every session that came from the same one by changes of id. */
    CompletableFuture<SessionOutcome> delete(String id) {
        return new Logout(store, type).run(keys.all(id));
    }

    /**
     * Moves a session to another id.
     *
     * @param newId the id that it gets
     * @param live what was found and what was changed
     * @param found what was found under the old id
     * @param at when
     */
    CompletableFuture<SessionOutcome> move(String newId, Live live, Snapshot found, HybridTimestamp at) {
        return idChange.move(keys.of(newId), live, found, at);
    }
}
