package io.memshare.session;

import io.memshare.node.Key;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Session id to storage key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionKeysBenchmark {

    private String id = "8c6d2a3e-41b7-4f0c-9a55-0d2f6f7b1e90";

    @Benchmark
    public Key key() {
        return SessionRecords.KEYS.of(id);
    }
}
