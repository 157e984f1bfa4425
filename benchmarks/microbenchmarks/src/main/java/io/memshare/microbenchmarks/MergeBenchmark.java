package io.memshare.microbenchmarks;

import io.memshare.crdt.LwwMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two replicas' attributes to one map; no two maps share any array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MergeBenchmark {

    private static final int BYTES_EACH = 100;

    @Param({"20", "1000"})
    private int attributes;

    private LwwMap map;
    private LwwMap same;
    private LwwMap later;
    private LwwMap others;

    @Setup
    public void make() {
        map = Sessions.attributes(attributes, BYTES_EACH);
        same = Sessions.attributes(attributes, BYTES_EACH);
        later = same.with(Sessions.touch(same));
        others = Sessions.attributes(attributes, attributes, BYTES_EACH);
    }

    @Benchmark
    public LwwMap equal() {
        return map.merge(same);
    }

    @Benchmark
    public LwwMap oneDifferent() {
        return map.merge(later);
    }

    @Benchmark
    public LwwMap disjoint() {
        return map.merge(others);
    }
}
