package io.memshare.memcached;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Requests to bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetaCommandBenchmark {

    private static final Key KEY = Key.of("memshare:s:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg");
    private static final TimeToLive TIME_TO_LIVE = new TimeToLive(1860);
    private static final byte[] VALUE = new byte[3000];

    private final MetaRequestEncoder encoder = new MetaRequestEncoder(InstantSource.system());
    private final Request getValue = new Request.Get(KEY, true);
    private final Request getChecksum = new Request.Get(KEY, false);
    private final Request touch = new Request.Touch(KEY, TIME_TO_LIVE);
    private final Request put = new Request.Put(KEY, VALUE, Checksum.of(VALUE), TIME_TO_LIVE, 123_456_789);
    private long opaque = 1_000_000;

    @Benchmark
    public byte[] getValue() {
        return encoder.encode(getValue, opaque++);
    }

    @Benchmark
    public byte[] getChecksum() {
        return encoder.encode(getChecksum, opaque++);
    }

    @Benchmark
    public byte[] touch() {
        return encoder.encode(touch, opaque++);
    }

    @Benchmark
    public byte[] put3kB() {
        return encoder.encode(put, opaque++);
    }
}
