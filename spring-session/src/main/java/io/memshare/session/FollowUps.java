package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.SessionState;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Carries out the writes that must follow a write, then the writes that must follow those, and so on, sequentially.
 * Used for a single write, whose steps are chained by futures.
 */
final class FollowUps {

    /** How many successive changes of id a write follows. */
    static final int MOST_LEVELS = 16;

    private static final int MOST_WRITES = 64;

    private final ReplicatedStore<SessionState> store;
    private final Retention retention;
    private final InstantSource clock;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private SessionOutcome worst = Gone.GONE;
    private int writes;

    private record Waiting(FollowUp followUp, int level) {}

    FollowUps(ReplicatedStore<SessionState> store, Retention retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Carries out the follow-ups of a write.
     *
     * @param first the result of {@link FollowUp#of}
     * @return {@link Failed} if a follow-up failed, or there were too many; otherwise {@link Gone}
     */
    CompletableFuture<SessionOutcome> run(List<FollowUp> first) {
        add(first, 1);
        return next();
    }

    private void add(List<FollowUp> followUps, int level) {
        followUps.forEach(followUp -> waiting.add(new Waiting(followUp, level)));
    }

    private CompletableFuture<SessionOutcome> next() {
        Waiting head = waiting.poll();
        if (head == null) {
            return worst.done();
        }
        if (head.level() > MOST_LEVELS || writes == MOST_WRITES) {
            return Failed.unavailable("the id of the session was changed too often to follow")
                    .done();
        }
        writes++;
        return write(head.followUp()).thenCompose(written -> {
            take(written, head);
            return next();
        });
    }

    private CompletableFuture<WriteResult<SessionState>> write(FollowUp followUp) {
        SessionState state = followUp.state();
        TimeToLive timeToLive = retention.remaining(state, clock.millis());
        return store.write(followUp.key(), state, store.unread(followUp.key()), timeToLive);
    }

    private void take(WriteResult<SessionState> written, Waiting done) {
        SessionState state = done.followUp().state();
        if (!(written instanceof WriteResult.Kept<SessionState> kept)) {
            worst = Failed.of(written, state);
            return;
        }
        Key key = done.followUp().key();
        Collection<SessionState> replaced = new ArrayList<>(kept.observed());
        replaced.add(state);
        if (state.isTombstone()) {
            outlive(key, kept);
        }
        add(FollowUp.of(key, kept.state(), replaced), done.level() + 1);
    }

    /**
     * Extends the life of a deletion. A session with an idle timeout above the retention of deletions may have a copy
     * that is unreachable now.
     */
    private void outlive(Key key, WriteResult.Kept<SessionState> kept) {
        TimeToLive longest = retention.superseding(kept.state(), kept.observed());
        store.touch(key, kept.checksum(), longest, kept.replicas());
    }
}
