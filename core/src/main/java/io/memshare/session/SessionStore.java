package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the replicated store: found, merged, deleted, moved to another id. Nothing here blocks. Safe for use by
 * several threads.
 */
final class SessionStore {

    /** How often a deletion follows a session from id to id. */
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
            return new Alive(new Snapshot(live, found.checksum(), lastAccessed(live, found), found.replicas()));
        }
        if (!found.replicas().agreeOn(found.checksum())) {
            bury(key, found);
        } else {
            // Where a touch was carried out late, after the tombstone was stored, the node would forget it too early.
            store.touch(key, found.checksum(), longest(found.replicas()), found.replicas());
        }
        return Gone.GONE;
    }

    /**
     * A node came back with a copy of a session that is gone, or others are just about to bury it. Nobody will save this
     * session, so this is repaired now. What a tombstone is put over is seen to first: whoever comes second sees no more of it.
     */
    private void bury(Key key, Read.Found<SessionState> found) {
        settle(found.state(), found.met(), MOST_MOVES)
                .thenCompose(settled -> merge(key, found.state(), found.replicas(), type.timeToLive(found.state())))
                .thenAccept(this::settleIfKept);
    }

    private void settleIfKept(Written<SessionState> written) {
        if (written instanceof Written.Kept<SessionState> kept) {
            settle(kept);
        }
    }

    private static TimeToLive longest(Replicas replicas) {
        long longest = 1;
        for (Holding holding : replicas.holdings()) {
            longest = holding instanceof Holding.Present present ? Math.max(longest, present.secondsLeft()) : longest;
        }
        return new TimeToLive(longest);
    }

    private CompletableFuture<Written<SessionState>> merge(
            Key key, SessionState state, Replicas basis, TimeToLive timeToLive) {
        return store.write(key, state, basis, timeToLive, this::settle);
    }

    /** Sees to what a write, or a delivery to a node that came back, has put a tombstone over. */
    private CompletableFuture<SessionOutcome> settle(Written.Kept<SessionState> kept) {
        return settle(kept.state(), kept.met(), MOST_MOVES);
    }

    /**
     * Sees to what a write has put a tombstone over, as nobody finds it there any more: changes that were made under an old
     * id follow the session to its new one, and a deletion follows the session to every id that it went on under.
     */
    private CompletableFuture<SessionOutcome> settle(
            SessionState tombstone, Collection<SessionState> replaced, int moves) {
        CompletableFuture<SessionOutcome> settled = done(Gone.GONE);
        for (SessionState met : replaced) {
            if (met instanceof Moved other && !other.equals(tombstone) && moves > 0) {
                settled = settled.thenCompose(before -> redirect(Key.of(other.successor()), tombstone, moves - 1)
                        .thenApply(now -> worse(before, now)));
            } else if (met instanceof Live live && tombstone instanceof Moved moved) {
                settled = settled.thenCompose(before -> follow(moved, live).thenApply(now -> worse(before, now)));
            }
        }
        return settled;
    }

    /** Puts a tombstone over a session whose change of id was beaten by an earlier one, or by a deletion. */
    private CompletableFuture<SessionOutcome> redirect(Key key, SessionState tombstone, int moves) {
        return merge(key, tombstone, store.unread(key), tombstone(Duration.ZERO))
                .thenCompose(written -> written instanceof Written.Kept<SessionState> kept
                        ? settle(kept.state(), kept.met(), moves)
                        : done(failure(written, null)));
    }

    private static SessionOutcome worse(SessionOutcome left, SessionOutcome right) {
        return left instanceof Failed ? left : right;
    }

    /** Merges changes into the session under its new id. */
    private CompletableFuture<SessionOutcome> follow(Moved moved, Live live) {
        Key successor = Key.of(moved.successor());
        return write(successor, live, store.unread(successor)).thenApply(this::continuedElsewhere);
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
        return Math.abs(byNodes - live.lastAccessedMillis()) <= 2000 ? live.lastAccessedMillis() : byNodes;
    }

    /** Returns what each node holds of a session, by a fresh look. */
    CompletableFuture<Read<SessionState>> inspect(String id) {
        return store.read(keys.of(id));
    }

    /** Stores a new session. */
    CompletableFuture<SessionOutcome> create(String id, Live live) {
        Key key = keys.of(id);
        return write(key, live, store.none(key));
    }

    /**
     * Merges a changed session into the nodes. If it has been moved to another id meanwhile, the changes follow it.
     *
     * @param id the id under which it was found
     * @param live what was found and what was changed
     * @param basis what the nodes held
     */
    CompletableFuture<SessionOutcome> update(String id, Live live, Replicas basis) {
        return write(keys.of(id), live, basis);
    }

    private CompletableFuture<SessionOutcome> write(Key key, Live live, Replicas basis) {
        return merge(key, live, basis, remaining(live)).thenCompose(written -> {
            if (written instanceof Written.Kept<SessionState> kept) {
                if (kept.state() instanceof Live kept2) {
                    return done(new Alive(
                            new Snapshot(kept2, kept.checksum(), kept2.lastAccessedMillis(), kept.replicas())));
                }
                if (kept.state() instanceof Moved moved) {
                    return follow(moved, live).thenCompose(own -> settle(kept).thenApply(others -> worse(own, others)));
                }
                return done(Gone.GONE);
            }
            return done(failure(written, live));
        });
    }

    /** The changes are kept, but under an id that this request does not know: for it the session is gone. */
    private SessionOutcome continuedElsewhere(SessionOutcome outcome) {
        return outcome instanceof Alive ? Gone.GONE : outcome;
    }

    /** A session that was last used in the past is kept for the rest of its time only. */
    private TimeToLive remaining(Live live) {
        TimeToLive whole = type.timeToLive(live);
        long idle = Math.max(0, clock.millis() - live.lastAccessedMillis()) / 1000;
        return whole.isForever() ? whole : new TimeToLive(Math.max(1, whole.seconds() - idle));
    }

    /** Extends the life of a session that was used but not changed, and repairs what the read found missing. Not awaited. */
    Snapshot used(String id, Snapshot snapshot, Instant now) {
        Key key = keys.of(id);
        Live live = snapshot.state();
        if (!snapshot.replicas().agreeOn(snapshot.checksum())) {
            merge(key, live, snapshot.replicas(), type.timeToLive(live));
        }
        Replicas touched = store.touch(key, snapshot.checksum(), type.timeToLive(live), snapshot.replicas());
        return new Snapshot(live, snapshot.checksum(), now.toEpochMilli(), touched);
    }

    /** Deletes a session, also where it went on under another id. Fails only if no node could be told. */
    CompletableFuture<SessionOutcome> delete(String id) {
        return redirect(keys.of(id), Deleted.INSTANCE, MOST_MOVES);
    }

    /**
     * Moves a session to another id: the state under the new key first, then a tombstone under the old one. Of two moves at
     * the same time the one with the earlier timestamp wins on every node; what the other has changed follows it there.
     *
     * @param oldId the id under which it was found
     * @param newId the id that it gets
     * @param live what was found and what was changed
     * @param basis what the nodes held under the old id
     * @param at when
     */
    CompletableFuture<SessionOutcome> move(String oldId, String newId, Live live, Replicas basis, HybridTimestamp at) {
        Key from = keys.of(oldId);
        Key to = keys.of(newId);
        return write(to, live, store.none(to)).thenCompose(created -> {
            if (!(created instanceof Alive alive)) {
                return done(created);
            }
            Moved moved = new Moved(at, to.text());
            Duration interval =
                    Duration.ofSeconds(Math.max(0, live.maxInactiveSeconds().value()));
            return merge(from, moved, basis, tombstone(interval)).thenCompose(written -> {
                if (!(written instanceof Written.Kept<SessionState> kept)) {
                    return done(failure(written, live));
                }
                if (!kept.state().equals(moved)) {
                    return redirect(to, kept.state(), MOST_MOVES)
                            .thenCompose(own -> settle(kept).thenApply(others -> worse(own, others)));
                }
                List<SessionState> beaten =
                        kept.met().stream().filter(Moved.class::isInstance).toList();
                return settle(moved, beaten, MOST_MOVES)
                        .thenCompose(settled ->
                                settled instanceof Failed ? done(settled) : carryOver(to, alive, kept.met()));
            });
        });
    }

    /** Takes along what others wrote under the old id between the read and the tombstone. */
    private CompletableFuture<SessionOutcome> carryOver(Key to, Alive alive, Collection<SessionState> met) {
        SessionState merged = alive.snapshot().state();
        for (SessionState state : met) {
            merged = state instanceof Live ? merged.merge(state) : merged;
        }
        return merged instanceof Live live && !live.equals(alive.snapshot().state())
                ? write(to, live, alive.snapshot().replicas())
                : done(alive);
    }

    /** A tombstone outlives every copy of what it stands for. */
    private TimeToLive tombstone(Duration interval) {
        return type.timeToLive(Deleted.INSTANCE).max(SessionRecordType.whole(interval.toSeconds()));
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
