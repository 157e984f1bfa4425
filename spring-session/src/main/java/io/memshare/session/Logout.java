package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReadResult;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import io.memshare.state.Successor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a session and every session related to it by changes of id. Each key is deleted after all keys that its
 * record names, and only if the record has not changed since it was read. A logout that fails at any step can therefore
 * be repeated under the same id. Used for a single logout, whose steps are chained by futures.
 */
final class Logout {

    private static final int MOST_KEYS = 64;
    private static final int MOST_CHANGES_BACK = 16;

    /** Far more than the concurrent requests of a session. */
    private static final int MOST_ROUNDS = 500;

    private final ReplicatedStore<SessionState> store;
    private final Retention retention;
    private final Set<Key> seen = new HashSet<>();
    private boolean complete = true;

    /** A key named by a record, and the number of changes of id by which it precedes the key of the logout. */
    private record Relative(Key key, int changesBack) {}

    Logout(ReplicatedStore<SessionState> store, Retention retention) {
        this.store = store;
        this.retention = retention;
    }

    /**
     * Deletes all sessions related to an id.
     *
     * @param names the keys of the id that the client uses, existing or not; more than a single key only while names
     *     change. The keys that they name are deleted before the first of them, because a deleted id is no longer found
     *     under its other names
     * @return {@link Failed} if no node of a key could be reached, in which case the logout can be repeated; also
     *     {@link Failed} if there are more than {@value #MOST_KEYS} keys, in which case the others may remain.
     *     Otherwise {@link Gone}
     */
    CompletableFuture<SessionOutcome> run(List<Key> names) {
        seen.addAll(names);
        CompletableFuture<SessionOutcome> ended = Gone.GONE.done();
        if (names.size() > 1) {
            for (Key name : names) {
                ended = unlessFailed(ended, () -> endRelatives(new Relative(name, 0)));
            }
        }
        for (Key name : names) {
            ended = unlessFailed(ended, () -> end(new Relative(name, 0), MOST_ROUNDS));
        }
        return ended.thenApply(outcome -> {
            boolean unfollowed = !complete && outcome instanceof Gone;
            return unfollowed
                    ? Failed.unavailable("the id of the session was changed too often to end all related sessions")
                    : outcome;
        });
    }

    private static CompletableFuture<SessionOutcome> unlessFailed(
            CompletableFuture<SessionOutcome> before, Supplier<CompletableFuture<SessionOutcome>> next) {
        return before.thenCompose(outcome -> outcome instanceof Failed ? outcome.done() : next.get());
    }

    private CompletableFuture<SessionOutcome> endRelatives(Relative self) {
        return store.read(self.key()).thenCompose(read -> endAll(relatives(self, states(read))));
    }

    private static Collection<SessionState> states(ReadResult<SessionState> read) {
        return read instanceof ReadResult.Found<SessionState> found ? found.observed() : List.<SessionState>of();
    }

    private CompletableFuture<SessionOutcome> end(Relative self, int rounds) {
        seen.add(self.key());
        return store.read(self.key()).thenCompose(read -> {
            Collection<SessionState> states = states(read);
            return endAll(relatives(self, states))
                    .thenCompose(ended -> ended instanceof Failed
                            ? ended.done()
                            : delete(self, replicas(read), retention.deletion(states, replicas(read)), rounds));
        });
    }

    private static Queue<Relative> relatives(Relative self, Collection<SessionState> states) {
        Queue<Relative> relatives = new ArrayDeque<>();
        for (SessionState state : states) {
            Origin origin = origin(state);
            if (origin != null && self.changesBack() < MOST_CHANGES_BACK) {
                relatives.add(new Relative(origin.key(), self.changesBack() + 1));
            }
            if (state instanceof Moved moved) {
                moved.successors().stream()
                        .map(Successor::key)
                        .forEach(key -> relatives.add(new Relative(key, self.changesBack())));
            }
        }
        return relatives;
    }

    private static @Nullable Origin origin(SessionState state) {
        if (state instanceof Live live) {
            return live.origin();
        }
        return state instanceof Moved moved ? moved.origin() : null;
    }

    private CompletableFuture<SessionOutcome> endAll(Queue<Relative> relatives) {
        Relative next = relatives.poll();
        while (next != null && seen.contains(next.key())) {
            next = relatives.poll();
        }
        if (next == null) {
            return Gone.GONE.done();
        }
        if (seen.size() >= MOST_KEYS) {
            complete = false;
            return Gone.GONE.done();
        }
        return end(next, MOST_ROUNDS).thenCompose(ended -> ended instanceof Failed ? ended.done() : endAll(relatives));
    }

    /**
     * Deletes a key whose relatives are deleted. Bytes that this version cannot read allow no condition and name no
     * relatives; the deletion overwrites them, so that a logout always works.
     */
    private CompletableFuture<SessionOutcome> delete(Relative self, Replicas read, TimeToLive lifetime, int rounds) {
        boolean foreign = read.includeUnknownFormat();
        CompletableFuture<WriteResult<SessionState>> deleted = foreign
                ? store.write(self.key(), Deleted.INSTANCE, store.unread(self.key()), lifetime)
                : store.replace(self.key(), Deleted.INSTANCE, read, lifetime);
        return deleted.thenCompose(written -> {
            if (written instanceof WriteResult.Overtaken<SessionState> && rounds > 0) {
                return end(self, rounds - 1);
            }
            return written instanceof WriteResult.Kept<SessionState>
                    ? Gone.GONE.done()
                    : Failed.of(written, Deleted.INSTANCE).done();
        });
    }

    private static Replicas replicas(ReadResult<SessionState> read) {
        if (read instanceof ReadResult.Found<SessionState> found) {
            return found.replicas();
        }
        return read instanceof ReadResult.Absent<SessionState> absent
                ? absent.replicas()
                : ((ReadResult.Unknown<SessionState>) read).replicas();
    }
}
