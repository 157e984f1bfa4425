package io.memshare.completeness;

import io.memshare.codec.Envelope;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.replication.WriteLimits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** Application servers without an application. */
public final class Servers {

    private Servers() {}

    /** Returns a server that keeps plain records for half an hour on nodes that time out after 250 ms. */
    public static ServerProfile profile(List<NodeAddress> nodes, int redundancy, LongSupplier nanos) {
        return new ServerProfile(
                "test",
                Envelope.PLAIN,
                ServerProfile.list(nodes, redundancy, Consistency.AVAILABLE),
                1_800,
                new ServerProfile.Timing(
                        new WriteLimits(Duration.ofMillis(250), nanos), Duration.ofSeconds(30), Duration.ofMinutes(1)),
                new Random(1));
    }
}
