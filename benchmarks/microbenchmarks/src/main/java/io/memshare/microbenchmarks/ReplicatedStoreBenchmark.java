package io.memshare.microbenchmarks;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.Hints;
import io.memshare.replication.ReadResult;
import io.memshare.replication.RecordType;
import io.memshare.replication.Replicas;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteResult;
import io.memshare.session.SessionRecords;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One read or write of a record on three nodes that answer at once: our own work for each operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplicatedStoreBenchmark {

    private static final TimeToLive TIME_TO_LIVE = new TimeToLive(1860);
    private static final Key RECORD = Key.of("memshare:s:record");
    private static final Key DIFFERENT = Key.of("memshare:s:different");
    private static final Key ABSENT = Key.of("memshare:s:absent");

    @Param({"1-in-0.3kB", "20-in-3kB", "20-in-30kB"})
    private String attributes;

    private ReplicatedStore<SessionState> store;
    private Live now;
    private Live next;
    private Replicas left;

    @Setup
    public void make() {
        RecordType<SessionState> type = SessionRecords.type();
        List<MapNode> nodes = MapNode.listOf(3);
        store = new ReplicatedStore<>(
                type,
                new Membership(new Placement(nodes, 3)),
                CompleteNodes.INSTANCE,
                new Hints(),
                CompleteNodes.LIMITS,
                ReplicationListener.NONE);
        now = Sessions.of(attributes);
        next = Sessions.touched(now);
        left = kept(store.write(RECORD, now, store.none(RECORD), TIME_TO_LIVE).join());
        for (int i = 0; i < nodes.size(); i++) {
            byte[] record = type.encode(DIFFERENT, i == 0 ? now : next);
            nodes.get(i)
                    .send(new Request.Put(DIFFERENT, record, Checksum.of(record), TIME_TO_LIVE, Request.Put.NOTHING))
                    .join();
        }
    }

    private static Replicas kept(WriteResult<SessionState> written) {
        return ((WriteResult.Kept<SessionState>) written).replicas();
    }

    @Benchmark
    public ReadResult<SessionState> find() {
        return store.read(RECORD).join();
    }

    /** One replica differs from the two others: two rounds, two values, a merge. */
    @Benchmark
    public ReadResult<SessionState> findDifferent() {
        return store.read(DIFFERENT).join();
    }

    @Benchmark
    public ReadResult<SessionState> findAbsent() {
        return store.read(ABSENT).join();
    }

    @Benchmark
    public WriteResult<SessionState> save() {
        Live changed = next;
        next = now;
        now = changed;
        WriteResult<SessionState> written =
                store.write(RECORD, changed, left, TIME_TO_LIVE).join();
        left = kept(written);
        return written;
    }
}
