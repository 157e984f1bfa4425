package io.memshare.microbenchmarks;

import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
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

/** Key to preference list of three nodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlacementBenchmark {

    private static final int REDUNDANCY = 3;
    private static final int KEYS = 1024;

    @Param({"3", "9"})
    private int nodes;

    private Placement placement;
    private Key[] keys;
    private int next;

    @Setup
    public void make() {
        placement = new Placement(MapNode.listOf(nodes), REDUNDANCY);
        keys = new Key[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = Key.of("memshare:s:" + i);
        }
    }

    @Benchmark
    public List<Replica> replicas() {
        return placement.replicas(keys[next++ & (KEYS - 1)]);
    }
}
