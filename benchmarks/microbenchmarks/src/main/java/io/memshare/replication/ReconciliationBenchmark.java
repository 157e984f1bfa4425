package io.memshare.replication;

import io.memshare.microbenchmarks.MapNode;
import io.memshare.microbenchmarks.Sessions;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.session.SessionRecords;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Three replies to one merged state, checksum and decoding of the values included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReconciliationBenchmark {

    private static final Key KEY = Key.of("memshare:s:record");

    @Param({"20-in-3kB", "1000-in-30kB"})
    private String attributes;

    private RecordType<SessionState> type;
    private List<Replica> nodes;
    private Reply value;
    private Reply checksum;
    private Reply otherValue;

    @Setup
    public void make() {
        type = SessionRecords.type();
        nodes = List.copyOf(MapNode.listOf(3));
        Live live = Sessions.of(attributes);
        byte[] record = type.encode(KEY, live);
        value = hit(record, record);
        checksum = hit(record, null);
        byte[] other = type.encode(KEY, Sessions.touched(live));
        otherValue = hit(other, other);
    }

    private static Reply hit(byte[] record, byte @Nullable [] withValue) {
        return new Reply.Hit(1, Checksum.of(record), 1860, withValue);
    }

    @Benchmark
    public Replicas equal() {
        return reconciled(value, checksum, checksum);
    }

    @Benchmark
    public Replicas oneDifferent() {
        return reconciled(value, checksum, otherValue);
    }

    private Replicas reconciled(Reply first, Reply second, Reply third) {
        Reconciliation<SessionState> reconciliation =
                new Reconciliation<>(type, KEY, nodes, List.copyOf(nodes), ReplicationListener.NONE);
        reconciliation.take(0, first);
        reconciliation.take(1, second);
        reconciliation.take(2, third);
        SessionState merged = reconciliation.merged();
        if (merged == null || !reconciliation.wanted(false).isEmpty()) {
            throw new IllegalStateException("a value is missing");
        }
        if (reconciliation.checksum(merged) == 0 || reconciliation.idleSeconds() < 0) {
            throw new IllegalStateException("nothing is known of the record");
        }
        return reconciliation.replicas();
    }
}
