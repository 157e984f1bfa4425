package io.memshare.microbenchmarks;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.LwwMap;
import io.memshare.state.Live;
import io.memshare.state.SessionStateCodec;
import java.util.Map;
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

/** What a request does with a record of which it needs one attribute. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OneAttributeBenchmark {

    @Param({"20-in-3kB", "1000-in-30kB", "1000-in-300kB"})
    private String attributes;

    private SessionStateCodec codec;
    private byte[] record;
    private String name;
    private Map<String, LwwMap.Entry> changes;

    @Setup
    public void make() {
        codec = new SessionStateCodec();
        Live live = Sessions.of(attributes);
        record = codec.encode(live);
        name = Sessions.middle(live.attributes());
        changes = Sessions.touch(live.attributes());
    }

    /** Record to the bytes of one attribute. */
    @Benchmark
    public byte @Nullable [] read() throws MalformedRecordException {
        return decoded().attributes().value(name);
    }

    /** Record to the record in which one attribute is another. */
    @Benchmark
    public byte[] change() throws MalformedRecordException {
        return codec.encode(Sessions.touched(decoded(), changes));
    }

    private Live decoded() throws MalformedRecordException {
        return (Live) codec.decode(record);
    }
}
