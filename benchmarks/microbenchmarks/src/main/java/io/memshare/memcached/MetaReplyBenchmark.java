package io.memshare.memcached;

import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes to replies that have arrived whole. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetaReplyBenchmark {

    private static final int ITEM_LIMIT = 1024 * 1024;
    private static final long OPAQUE = 1_000_000;
    private static final Key KEY = Key.of("memshare:s:record");

    private final Request getValue = new Request.Get(KEY, true);
    private final Request getChecksum = new Request.Get(KEY, false);
    private final Request put = new Request.Put(KEY, new byte[1], 1, TimeToLive.FOREVER, 1);

    private final ByteBuffer value =
            bytes("VA 3000 c123456789 f3456789012 t1860 O1000000\r\n" + "v".repeat(3000) + "\r\n");
    private final ByteBuffer checksum = bytes("HD c123456789 f3456789012 t1860 O1000000\r\n");
    private final ByteBuffer miss = bytes("EN\r\n");
    private final ByteBuffer stored = bytes("HD c123456790 O1000000\r\n");

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public @Nullable Reply value3kB() throws ProtocolException {
        return decode(getValue, value);
    }

    @Benchmark
    public @Nullable Reply checksum() throws ProtocolException {
        return decode(getChecksum, checksum);
    }

    @Benchmark
    public @Nullable Reply miss() throws ProtocolException {
        return decode(getValue, miss);
    }

    @Benchmark
    public @Nullable Reply stored() throws ProtocolException {
        return decode(put, stored);
    }

    private static @Nullable Reply decode(Request request, ByteBuffer arrived) throws ProtocolException {
        arrived.rewind();
        return new MetaReplyDecoder(request, OPAQUE, ITEM_LIMIT).decode(arrived);
    }
}
