package io.memshare.session;

import io.memshare.microbenchmarks.CompleteNodes;
import io.memshare.microbenchmarks.MapNode;
import io.memshare.microbenchmarks.Sessions;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.Hints;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the repository asks of the store in one request, with three nodes that answer at once; the key is made each
 * time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionStoreBenchmark {

    private static final String ID = "8c6d2a3e-41b7-4f0c-9a55-0d2f6f7b1e90";

    @Param({"1-in-0.3kB", "20-in-3kB"})
    private String attributes;

    private SessionStore store;
    private Live now;
    private Live next;
    private Snapshot left;
    private Instant used;

    @Setup
    public void make() {
        used = Instant.ofEpochMilli(Sessions.WRITTEN.millis() + 1000);
        ReplicatedStore<SessionState> replicated = new ReplicatedStore<>(
                SessionRecords.type(),
                new Membership(new Placement(MapNode.listOf(3), 3)),
                CompleteNodes.INSTANCE,
                new Hints(),
                CompleteNodes.LIMITS,
                ReplicationListener.NONE);
        store = new SessionStore(replicated, SessionRecords.RETENTION, SessionRecords.KEYS, () -> used);
        now = Sessions.of(attributes);
        next = Sessions.touched(now);
        left = alive(store.create(ID, now).join());
    }

    private static Snapshot alive(SessionOutcome outcome) {
        return ((SessionOutcome.Alive) outcome).snapshot();
    }

    @Benchmark
    public SessionOutcome find() {
        return store.find(ID).join();
    }

    /** A touch of each node, which nobody waits for. */
    @Benchmark
    public Snapshot findAndUse() {
        return store.used(alive(store.find(ID).join()), used);
    }

    /** The change of one attribute, with the tokens of the save before. */
    @Benchmark
    public SessionOutcome update() {
        Live changed = next;
        next = now;
        now = changed;
        SessionOutcome outcome = store.update(changed, left).join();
        left = alive(outcome);
        return outcome;
    }
}
