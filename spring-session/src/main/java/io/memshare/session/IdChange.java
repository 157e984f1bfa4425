package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Changes the id of a session: it writes the session under the new key, then a tombstone under the old key that names
 * the new key. Each of several concurrent changes creates a session of its own, with the changes of its own request;
 * the tombstone names all of them. Non-blocking. Safe for use by several threads.
 */
final class IdChange {

    private final ReplicatedStore<SessionState> store;
    private final Retention retention;
    private final SessionWriter writer;

    IdChange(ReplicatedStore<SessionState> store, Retention retention, SessionWriter writer) {
        this.store = store;
        this.retention = retention;
        this.writer = writer;
    }

    /**
     * Moves a session to a new key.
     *
     * @param to the new key
     * @param live the session with the changes of the request
     * @param found the session as found under the old key
     * @param at the time of the change
     * @return {@link Gone} if the session was deleted in the meantime, or its id was changed too often at the same time
     */
    CompletableFuture<SessionOutcome> move(Key to, Live live, Snapshot found, HybridTimestamp at) {
        Live moved = live.from(new Origin(found.key(), at));
        TimeToLive remaining = retention.remaining(live, found.takenMillis());
        return writer.write(to, moved, store.none(to), remaining).thenCompose(created -> {
            if (created instanceof Alive alive) {
                return leave(found, Moved.to(found.state().origin(), at, to), alive);
            }
            return created instanceof Failed ? created.done() : Gone.GONE.done();
        });
    }

    /**
     * Leaves the tombstone. The outcome is the session as written; other requests' writes under the old id are left to
     * later requests.
     */
    private CompletableFuture<SessionOutcome> leave(Snapshot found, Moved tombstone, Alive alive) {
        Key to = alive.snapshot().key();
        TimeToLive lifetime =
                retention.superseding(tombstone, List.of(alive.snapshot().state()));
        return store.write(found.key(), tombstone, found.replicas(), lifetime).thenCompose(written -> {
            if (!(written instanceof WriteResult.Kept<SessionState> kept)) {
                return Failed.of(written, tombstone).done();
            }
            SessionOutcome outcome = kept.state() instanceof Moved moved && moved.leadsTo(to)
                    ? new Alive(alive.snapshot(), moved.successors().size() > 1)
                    : Gone.GONE;
            return writer.settle(found.key(), kept, tombstone)
                    .thenApply(settled -> settled instanceof Failed ? settled : outcome);
        });
    }
}
