package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import io.memshare.placement.Membership;
import io.memshare.replication.Completeness;
import io.memshare.replication.Hints;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteLimits;
import io.memshare.session.SessionOutcome.Alive;
import io.memshare.session.SessionOutcome.Failed;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What {@link MemshareSessionRepository} does with the store for one application server, step by step and without
 * blocking, for a simulation in virtual time. The store is the real one.
 */
public final class SimulatedSessions {

    /** How long a session may be idle. */
    public static final Duration INTERVAL = Duration.ofMinutes(30);

    /** How long a deletion is remembered. */
    public static final Duration TOMBSTONE = Duration.ofHours(24);

    private static final SessionKeys KEYS = new SessionKeys("simulation");
    private static final SessionStateCodec CODEC = new SessionStateCodec();

    private static final Retention RETENTION = Retention.of(TOMBSTONE);

    private final ReplicatedStore<SessionState> replicated;
    private final SessionStore store;
    private final InstantSource clock;
    private final HybridLogicalClock timestamps;

    /** What came of a step. */
    public sealed interface Answer {

        /** The session lives, with the state that was found or left in the nodes. */
        record Found(Live live, Object snapshot) implements Answer {}

        /** The session goes on under other ids, and has taken the change there. */
        record Followed() implements Answer {}

        /** There is no such session, or not any more. */
        record Gone() implements Answer {}

        /** Nobody can tell: 503. */
        record Unavailable(String reason) implements Answer {}
    }

    public SimulatedSessions(
            Membership membership, Completeness completeness, Hints hints, WriteLimits limits, InstantSource clock) {
        this.replicated = new ReplicatedStore<>(
                new SessionRecordType(CODEC, KEYS, RETENTION),
                membership,
                completeness,
                hints,
                limits,
                ReplicationListener.NONE);
        this.store = new SessionStore(replicated, RETENTION, KEYS, clock);
        this.clock = clock;
        this.timestamps = new HybridLogicalClock(clock);
    }

    /** Returns the store, for a rebuild. */
    public ReplicatedStore<?> replicated() {
        return replicated;
    }

    /** Returns the key under which the nodes keep a session. */
    public static Key key(String id) {
        return KEYS.of(id);
    }

    /** Returns how long the nodes keep a session from its last use on, in seconds. */
    public static long secondsKept() {
        return Retention.full(INTERVAL.toSeconds()).seconds();
    }

    public CompletableFuture<Answer> create(String id) {
        long now = clock.millis();
        LwwRegister interval = new LwwRegister(timestamps.tick(HybridTimestamp.ZERO), INTERVAL.toSeconds());
        return answer(store.create(id, new Live(now, interval, now, LwwMap.EMPTY)));
    }

    /** Finds a session that has not expired, as the repository judges that. */
    public CompletableFuture<Answer> find(String id) {
        return store.find(id).thenApply(outcome -> {
            if (outcome instanceof Alive alive) {
                Instant used = Instant.ofEpochMilli(alive.snapshot().lastAccessedMillis());
                if (!clock.instant().minus(INTERVAL).isBefore(used)) {
                    return new Answer.Gone();
                }
            }
            return answer(outcome);
        });
    }

    /** Returns the timestamp that a change of what was found gets. */
    public HybridTimestamp timestamp(Answer.Found found) {
        return timestamps.tick(found.live().latest());
    }

    /** Saves an attribute, or its removal if the value is null. */
    public CompletableFuture<Answer> change(
            Answer.Found found, String name, byte @Nullable [] value, HybridTimestamp at) {
        Live changed = used(found.live(), Map.of(name, new LwwMap.Entry(at, value)));
        return answer(store.update(changed, snapshot(found)));
    }

    /** Returns the timestamp that a change of the id of what was found gets. */
    public HybridTimestamp timestampOfMove(Answer.Found found) {
        return timestamps.tickWithRoomBelow(found.live().latest());
    }

    /** Changes the id, and sets an attribute in the same request. */
    public CompletableFuture<Answer> move(String newId, Answer.Found found, String name, HybridTimestamp at) {
        Map<String, LwwMap.Entry> changes = Map.of(name, new LwwMap.Entry(at, new byte[] {1}));
        return answer(store.move(newId, used(found.live(), changes), snapshot(found), at));
    }

    /** Saves a session that was used and not changed. */
    public void use(Answer.Found found) {
        if (clock.millis() > snapshot(found).lastAccessedMillis()) {
            store.used(snapshot(found), clock.instant());
        }
    }

    public CompletableFuture<Answer> delete(String id) {
        return answer(store.delete(id));
    }

    private Live used(Live old, Map<String, LwwMap.Entry> changes) {
        LwwMap attributes =
                RETENTION.withoutOldRemovals(old.attributes().with(changes), old, INTERVAL.toSeconds(), clock.millis());
        return new Live(
                old.creationMillis(),
                old.maxInactiveSeconds(),
                Math.max(old.lastAccessedMillis(), clock.millis()),
                attributes,
                old.origin());
    }

    private static Snapshot snapshot(Answer.Found found) {
        return (Snapshot) found.snapshot();
    }

    private static CompletableFuture<Answer> answer(CompletableFuture<SessionOutcome> outcome) {
        return outcome.thenApply(SimulatedSessions::answer);
    }

    private static Answer answer(SessionOutcome outcome) {
        if (outcome instanceof Alive alive) {
            return new Answer.Found(alive.snapshot().state(), alive.snapshot());
        }
        if (outcome instanceof SessionOutcome.Followed) {
            return new Answer.Followed();
        }
        return outcome instanceof Failed failed
                ? new Answer.Unavailable(String.valueOf(failed.reason().getMessage()))
                : new Answer.Gone();
    }
}
