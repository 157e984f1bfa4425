package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
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
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Puts states of sessions into the nodes, and sees to what a tombstone is put over: nobody finds it there any more. Changes
 * that were made under an old id follow the session to its new one, and a deletion follows the session to every id under
 * which it went on. Nothing here blocks. Safe for use by several threads.
 */
final class SessionWriter {

    /** How often a change or a deletion follows a session from id to id. */
    private static final int MOST_MOVES = 16;

    private final ReplicatedStore<SessionState> store;
    private final SessionRecordType type;
    private final InstantSource clock;

    SessionWriter(ReplicatedStore<SessionState> store, SessionRecordType type, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.clock = clock;
        store.settleBy(this::settle);
    }

    /** Merges a living session into the nodes; if it has been moved, under its new id. */
    CompletableFuture<SessionOutcome> write(Key key, Live live, Replicas basis, TimeToLive timeToLive) {
        return write(key, live, basis, timeToLive, MOST_MOVES);
    }

    private CompletableFuture<SessionOutcome> write(
            Key key, Live live, Replicas basis, TimeToLive timeToLive, int moves) {
        return merge(key, live, basis, timeToLive).thenCompose(written -> {
            if (!(written instanceof Written.Kept<SessionState> kept)) {
                return done(failure(written, live));
            }
            if (kept.state() instanceof Live merged) {
                return done(new Alive(new Snapshot(
                        key, merged, kept.checksum(), merged.lastAccessedMillis(), kept.replicas(), clock.millis())));
            }
            if (kept.state() instanceof Moved moved && moves > 0) {
                return follow(moved, live, timeToLive, moves - 1)
                        .thenCompose(own -> settle(kept).thenApply(others -> worse(others, followed(own))));
            }
            return done(Gone.GONE);
        });
    }

    private CompletableFuture<SessionOutcome> follow(Moved moved, Live live, TimeToLive timeToLive, int moves) {
        Key successor = Key.of(moved.successor());
        return write(successor, live, store.unread(successor), timeToLive, moves);
    }

    /** Drops the state under the successor: the request never learns what was written under an id that it was not given. */
    private static SessionOutcome followed(SessionOutcome outcome) {
        return outcome instanceof Alive ? Followed.FOLLOWED : outcome;
    }

    /** Merges any state into the nodes, and nothing else; the caller settles what it met. */
    CompletableFuture<Written<SessionState>> merge(Key key, SessionState state, Replicas basis, TimeToLive timeToLive) {
        return store.write(key, state, basis, timeToLive);
    }

    /** Puts a tombstone over whatever the nodes hold, and settles that. */
    CompletableFuture<SessionOutcome> bury(Key key, SessionState tombstone) {
        return bury(key, tombstone, MOST_MOVES);
    }

    private CompletableFuture<SessionOutcome> bury(Key key, SessionState tombstone, int moves) {
        return merge(key, tombstone, store.unread(key), type.timeToLive(tombstone))
                .thenCompose(written -> {
                    if (!(written instanceof Written.Kept<SessionState> kept)) {
                        return done(failure(written, null));
                    }
                    outlive(key, kept);
                    return settle(kept.state(), kept.met(), moves);
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

    /** Sees to what a write, or a delivery to a node that came back, has put a tombstone over. */
    CompletableFuture<SessionOutcome> settle(Written.Kept<SessionState> kept) {
        return settle(kept.state(), kept.met());
    }

    /**
     * Sees to what a tombstone is put over.
     *
     * @param tombstone what the nodes hold now
     * @param replaced what they held before
     * @return {@link Failed} if something of it could not be seen to, else {@link Gone}
     */
    CompletableFuture<SessionOutcome> settle(SessionState tombstone, Collection<SessionState> replaced) {
        return settle(tombstone, replaced, MOST_MOVES);
    }

    private CompletableFuture<SessionOutcome> settle(
            SessionState tombstone, Collection<SessionState> replaced, int moves) {
        CompletableFuture<SessionOutcome> settled = done(Gone.GONE);
        for (SessionState met : replaced) {
            if (met instanceof Moved other && !leadsTo(other.successor(), tombstone) && moves > 0) {
                // Not the tombstone itself: it would lead what the loser changed into a session that is not its own.
                settled = settled.thenCompose(before -> bury(Key.of(other.successor()), Deleted.INSTANCE, moves - 1)
                        .thenApply(now -> worse(now, before)));
            } else if (met instanceof Live live && tombstone instanceof Moved moved) {
                settled = settled.thenCompose(before -> follow(moved, live, remaining(live, clock.millis()), moves)
                        .thenApply(now -> worse(now, before)));
            }
        }
        return settled;
    }

    /** Returns whether a state says that the session went on under the given key. */
    static boolean leadsTo(String successor, SessionState state) {
        return state instanceof Moved moved && moved.successor().equals(successor);
    }

    /** Returns the first outcome if it is a failure, else the second. */
    static SessionOutcome worse(SessionOutcome one, SessionOutcome other) {
        return one instanceof Failed ? one : other;
    }

    /**
     * A session that was last used before it was found is kept for the rest of its time only. What has passed since then
     * does not count: meanwhile others may have used the session and lengthened its life, unseen by this request.
     */
    TimeToLive remaining(Live live, long foundMillis) {
        TimeToLive whole = type.timeToLive(live);
        long idle = Math.max(0, foundMillis - live.lastAccessedMillis()) / 1000;
        return whole.isForever() ? whole : new TimeToLive(Math.max(1, whole.seconds() - idle));
    }

    static SessionOutcome failure(Written<SessionState> written, @Nullable Live live) {
        if (written instanceof Written.TooLarge<SessionState> tooLarge) {
            return new Failed(new SessionTooLargeException(
                    tooLarge.size(), tooLarge.limit(), live == null ? List.of() : AttributeSizes.largest(live)));
        }
        return unavailable(written instanceof Written.NotKept<SessionState> notKept ? notKept.reason() : "");
    }

    static Failed unavailable(String reason) {
        return new Failed(new SessionStoreUnavailableException("the session store is unavailable: " + reason));
    }

    static CompletableFuture<SessionOutcome> done(SessionOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
