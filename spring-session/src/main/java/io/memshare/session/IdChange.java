package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Written;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import java.util.concurrent.CompletableFuture;

/**
 * Moves a session to another id: the session under the new key first, then a tombstone under the old one that names the new
 * key. Of several changes at the same time each gives a session of its own, with what its own request changed; the tombstone
 * names all of them. Nothing here blocks. Safe for use by several threads.
 */
final class IdChange {

    private final ReplicatedStore<SessionState> store;
    private final SessionRecordType type;
    private final SessionWriter writer;

    IdChange(ReplicatedStore<SessionState> store, SessionRecordType type, SessionWriter writer) {
        this.store = store;
        this.type = type;
        this.writer = writer;
    }

    /**
     * Moves a session.
     *
     * @param to the new key
     * @param live what was found and what was changed
     * @param found what was found under the old key
     * @param at when
     * @return {@link Gone} if the session was deleted meanwhile, or its id changed too often at the same time
     */
    CompletableFuture<SessionOutcome> move(Key to, Live live, Snapshot found, HybridTimestamp at) {
        Live moved = live.from(new Origin(found.key(), at));
        TimeToLive remaining = type.remaining(live, found.takenMillis());
        return writer.write(to, moved, store.none(to), remaining).thenCompose(created -> {
            if (created instanceof Alive alive) {
                return leave(found, Moved.to(found.state().origin(), at, to), alive);
            }
            return created instanceof Failed ? created.done() : Gone.GONE.done();
        });
    }

    /** The outcome is the session as it was written: what others wrote under the old id meanwhile is for later requests. */
    private CompletableFuture<SessionOutcome> leave(Snapshot found, Moved tombstone, Alive alive) {
        Key to = alive.snapshot().key();
        long seconds = alive.snapshot().state().maxInactiveSeconds().value();
        TimeToLive lifetime = type.timeToLive(tombstone).max(SessionRecordType.whole(seconds));
        return store.write(found.key(), tombstone, found.replicas(), lifetime).thenCompose(written -> {
            if (!(written instanceof Written.Kept<SessionState> kept)) {
                return Failed.of(written, tombstone).done();
            }
            boolean lives = kept.state() instanceof Moved moved && moved.leadsTo(to);
            SessionOutcome outcome = lives ? alive : Gone.GONE;
            return writer.settle(found.key(), kept, tombstone)
                    .thenApply(settled -> settled instanceof Failed ? settled : outcome);
        });
    }
}
