package io.memshare.microbenchmarks;

import io.memshare.node.Checksum;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The checksum by which replicas are compared. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {

    @Param({"300", "3000", "30000", "300000"})
    private int bytes;

    private byte[] record;

    @Setup
    public void make() {
        record = new byte[bytes];
        new Random(bytes).nextBytes(record);
    }

    @Benchmark
    public int checksum() {
        return Checksum.of(record);
    }
}
