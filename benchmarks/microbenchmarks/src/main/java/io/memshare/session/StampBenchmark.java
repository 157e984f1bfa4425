package io.memshare.session;

import io.memshare.MemshareSettings;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.NodeAddress;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of the stamp of a browser: of opening it, which each request pays, of making one, and of ignoring one that
 * is none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StampBenchmark {

    private static final String ID = "9f4c7c0a-0d5c-4f44-93a6-2f0f5cf7a8d1";

    private StampSeal seal;
    private String stamp;
    private String later;
    private boolean odd;
    private String garbage;
    private long now = 1_700_000_000_000L;

    @Setup
    public void make() {
        byte[] secret = new byte[SealingKey.BYTES];
        new Random(1).nextBytes(secret);
        KeyRing ring = KeyRing.of(List.of(SealingKey.of(secret)));
        seal = new StampSeal(MemshareSettings.builder(List.of(NodeAddress.parse("localhost")))
                .sealing(Sealing.by(() -> ring, "memshare", PlainRecords.REFUSE))
                .build());
        stamp = seal.seal(ID, HybridTimestamp.of(now, 0));
        later = seal.seal(ID, HybridTimestamp.of(now + 1, 0));
        garbage = stamp.substring(0, 80) + (stamp.charAt(80) == 'A' ? 'B' : 'A') + stamp.substring(81);
    }

    /** A stamp that another server made. */
    @Benchmark
    public HybridTimestamp open() {
        odd = !odd;
        return seal.open(ID, odd ? later : stamp);
    }

    /** The stamp that this server made or opened last. */
    @Benchmark
    public HybridTimestamp openAgain() {
        return seal.open(ID, stamp);
    }

    @Benchmark
    public HybridTimestamp ignore() {
        return seal.open(ID, garbage);
    }

    @Benchmark
    public String seal() {
        return seal.seal(ID, HybridTimestamp.of(now++, 0));
    }
}
