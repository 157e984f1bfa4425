package io.memshare.autoconfigure.metrics;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of timing three reads and three writes of a visit, without reading the clock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestMetersBenchmark {

    private static final Key KEY = Key.of("memshare:s:0123456789012345678901234567890123456789012");
    private static final Request GET = new Request.Get(KEY, true);
    private static final Request CHECKSUM = new Request.Get(KEY, false);
    private static final Request PUT = new Request.Put(KEY, new byte[0], 0, TimeToLive.FOREVER, 1);
    private static final Reply HIT = new Reply.Hit(1, 0, Reply.FOREVER, null);
    private static final Reply STORED = new Reply.Stored(2);

    private List<NodeAddress> nodes;
    private RequestMeters meters;
    private long nanos;

    @Setup
    public void make() {
        nodes = Stream.of("10.1.1.1", "10.1.1.2", "10.1.1.3")
                .map(NodeAddress::parse)
                .toList();
        meters = new RequestMeters(new SimpleMeterRegistry());
        nodes.forEach(meters::register);
    }

    @Benchmark
    public void visit() {
        all(GET, CHECKSUM, HIT);
        all(PUT, PUT, STORED);
    }

    private void all(Request first, Request others, Reply reply) {
        for (int i = 0; i < nodes.size(); i++) {
            meters.sent(nodes.get(i), i == 0 ? first : others);
        }
        for (int i = 0; i < nodes.size(); i++) {
            meters.answered(nodes.get(i), i == 0 ? first : others, reply, 200_000 + (nanos++ & 0xffff));
        }
    }
}
