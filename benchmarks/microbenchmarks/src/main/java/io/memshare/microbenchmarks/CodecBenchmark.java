package io.memshare.microbenchmarks;

import io.memshare.codec.MalformedRecordException;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A session's state to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    @Param({
        "1-in-0.3kB",
        "1-in-3kB",
        "1-in-30kB",
        "1-in-300kB",
        "20-in-0.3kB",
        "20-in-3kB",
        "20-in-30kB",
        "20-in-300kB",
        "1000-in-30kB",
        "1000-in-300kB"
    })
    private String attributes;

    private SessionStateCodec codec;
    private Live live;
    private byte[] record;

    @Setup
    public void make() {
        codec = new SessionStateCodec();
        live = Sessions.of(attributes);
        record = codec.encode(live);
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(live);
    }

    @Benchmark
    public SessionState decode() throws MalformedRecordException {
        return codec.decode(record);
    }
}
