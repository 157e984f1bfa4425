package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Followed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Merges session states into the nodes, and carries out the writes that must follow. Non-blocking. Safe for use by
 * several threads.
 */
final class SessionWriter {

    private final ReplicatedStore<SessionState> store;
    private final Retention retention;
    private final InstantSource clock;

    SessionWriter(ReplicatedStore<SessionState> store, Retention retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Merges a live session into the nodes; if it has been moved, under its new ids. */
    CompletableFuture<SessionOutcome> write(Key key, Live live, Replicas basis, TimeToLive timeToLive) {
        return store.write(key, live, basis, timeToLive).thenCompose(written -> {
            if (!(written instanceof WriteResult.Kept<SessionState> kept)) {
                return Failed.of(written, live).done();
            }
            if (kept.state() instanceof Live merged) {
                return new Alive(new Snapshot(
                                key,
                                merged,
                                kept.checksum(),
                                merged.lastAccessedMillis(),
                                kept.replicas(),
                                clock.millis()))
                        .done();
            }
            SessionOutcome outcome = kept.state() instanceof Moved ? Followed.FOLLOWED : Gone.GONE;
            return settle(key, kept, live).thenApply(settled -> settled instanceof Failed ? settled : outcome);
        });
    }

    /**
     * Carries out the writes that must follow a write.
     *
     * @param key the written key
     * @param kept the result of the write
     * @param written the state that was written
     * @return {@link Failed} if a write failed, otherwise {@link Gone}
     */
    CompletableFuture<SessionOutcome> settle(Key key, WriteResult.Kept<SessionState> kept, SessionState written) {
        Collection<SessionState> replaced = new ArrayList<>(kept.observed());
        replaced.add(written);
        return settle(key, kept.state(), replaced);
    }

    /**
     * Carries out the writes that must follow when a tombstone supersedes other states.
     *
     * @param key the key
     * @param tombstone the state that the nodes now hold
     * @param replaced the states that they held before
     * @return {@link Failed} if a write failed, otherwise {@link Gone}
     */
    CompletableFuture<SessionOutcome> settle(Key key, SessionState tombstone, Collection<SessionState> replaced) {
        return new FollowUps(store, retention, clock).run(FollowUp.of(key, tombstone, replaced));
    }
}
