package io.memshare.session;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Moves a session to another id: the state under the new key first, then a tombstone under the old one that names the new
 * key. Of two moves at the same time the one with the earlier timestamp wins on every node; the other's session ends with
 * everything that its request changed. Nothing here blocks. Safe for use by several threads.
 */
final class IdChange {

    private final ReplicatedStore<SessionState> store;
    private final SessionRecordType type;
    private final SessionWriter writer;
    private final InstantSource clock;

    IdChange(ReplicatedStore<SessionState> store, SessionRecordType type, SessionWriter writer, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Moves a session.
     *
     * @param moved says where it goes, and when
     * @param live what was found and what was changed
     * @param found what was found under the old id
     */
    CompletableFuture<SessionOutcome> move(Moved moved, Live live, Snapshot found) {
        Key to = Key.of(moved.successor());
        TimeToLive remaining = writer.remaining(live, found.takenMillis());
        return writer.write(to, live, store.none(to), remaining).thenCompose(created -> {
            if (!(created instanceof Alive alive)) {
                return SessionWriter.done(created instanceof Followed ? Gone.GONE : created);
            }
            return leave(found.key(), moved, alive, found.replicas());
        });
    }

    /**
     * Looks once more before it leaves the old key: timestamps tell which of two changes at the same time wins, but one that
     * is complete by now stays, whatever the clock of its server said.
     */
    private CompletableFuture<SessionOutcome> leave(Key from, Moved moved, Alive alive, Replicas basis) {
        return store.read(from).thenCompose(read -> {
            if (!(read instanceof Read.Found<SessionState> found)) {
                return seal(from, moved, alive, List.of(), basis);
            }
            if (found.state().isTombstone() && !SessionWriter.leadsTo(moved.successor(), found.state())) {
                return beaten(moved);
            }
            return seal(from, moved, alive, found.met(), found.replicas());
        });
    }

    private CompletableFuture<SessionOutcome> seal(
            Key from, Moved moved, Alive alive, Collection<SessionState> seen, Replicas basis) {
        long seconds = alive.snapshot().state().maxInactiveSeconds().value();
        TimeToLive lifetime = type.timeToLive(moved).max(SessionRecordType.whole(seconds));
        return writer.merge(from, moved, basis, lifetime).thenCompose(written -> {
            if (!(written instanceof Written.Kept<SessionState> kept)) {
                return SessionWriter.done(
                        SessionWriter.failure(written, alive.snapshot().state()));
            }
            // Also true if an earlier try of the same request, which was not answered, has come through.
            if (!SessionWriter.leadsTo(moved.successor(), kept.state())) {
                return beaten(moved)
                        .thenCompose(own -> writer.settle(kept).thenApply(others -> SessionWriter.worse(others, own)));
            }
            List<SessionState> all = new ArrayList<>(seen);
            all.addAll(kept.met());
            List<SessionState> losers =
                    all.stream().filter(Moved.class::isInstance).toList();
            return writer.settle(kept.state(), losers)
                    .thenCompose(settled ->
                            settled instanceof Failed ? SessionWriter.done(settled) : carryOver(moved, alive, all));
        });
    }

    /** Ends the session of this change. Another client may hold the winner's id, so nothing of this request goes there. */
    private CompletableFuture<SessionOutcome> beaten(Moved moved) {
        return writer.bury(Key.of(moved.successor()), Deleted.INSTANCE);
    }

    /** Takes along what others wrote under the old id between the read and the tombstone. */
    private CompletableFuture<SessionOutcome> carryOver(Moved moved, Alive alive, Collection<SessionState> met) {
        SessionState merged = alive.snapshot().state();
        for (SessionState state : met) {
            merged = state instanceof Live ? merged.merge(state) : merged;
        }
        if (!(merged instanceof Live live) || live.equals(alive.snapshot().state())) {
            return SessionWriter.done(alive);
        }
        Key to = Key.of(moved.successor());
        // The request goes on with its own state: what others wrote under the old id is for later requests.
        return writer.write(to, live, alive.snapshot().replicas(), writer.remaining(live, clock.millis()))
                .thenApply(written -> written instanceof Alive ? stale(alive, to) : written);
    }

    private SessionOutcome stale(Alive alive, Key to) {
        return new Alive(alive.snapshot().under(to, store.unread(to)));
    }
}
