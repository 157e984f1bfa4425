package io.memshare.microbenchmarks;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

/** The cost of sealing and opening a record, and of the name of one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealingBenchmark {

    private static final RecordId RECORD =
            new RecordId("memshare", "session", Key.of("memshare:s:0123456789012345678901234567890123456789012"));

    @Param({"1024", "8192"})
    private int bytes;

    private Sealing sealing;
    private Envelope envelope;
    private byte[] plain;
    private byte[] sealed;
    private byte[] changed;
    private boolean odd;
    private byte[] id;

    @Setup
    public void make() {
        Random random = new Random(bytes);
        byte[] secret = new byte[SealingKey.BYTES];
        random.nextBytes(secret);
        KeyRing ring = KeyRing.of(List.of(SealingKey.of(secret)));
        sealing = Sealing.by(() -> ring, "memshare", PlainRecords.REFUSE);
        envelope = sealing.envelope();
        plain = new byte[bytes];
        random.nextBytes(plain);
        changed = envelope.wrap(RECORD, Arrays.copyOf(plain, bytes - 1));
        sealed = envelope.wrap(RECORD, plain);
        id = "9f4c7c0a-0d5c-4f44-93a6-2f0f5cf7a8d1".getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public byte[] seal() {
        return envelope.wrap(RECORD, plain);
    }

    /** A record that was changed by another server each time. */
    @Benchmark
    public byte[] open() throws MalformedRecordException {
        odd = !odd;
        return envelope.unwrap(RECORD, odd ? changed : sealed);
    }

    /** A record that this server has opened or sealed last. */
    @Benchmark
    public byte[] openAgain() throws MalformedRecordException {
        return envelope.unwrap(RECORD, sealed);
    }

    @Benchmark
    public List<byte[]> name() {
        return sealing.names("session", id);
    }
}
