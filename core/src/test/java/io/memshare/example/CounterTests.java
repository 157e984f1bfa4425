package io.memshare.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.TimeToLive;
import io.memshare.replication.ReadResult;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.WriteResult;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of {@code core/README.md}: records of an application's own, without Spring. */
class CounterTests {

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final List<NodeAddress> nodes = servers.startAll(3).stream()
            .map(server -> NodeAddress.parse(server.address()))
            .toList();

    // example
    /** Adds one to a counter on all nodes and returns its value; -1 if too few nodes answered. */
    static long count(Memshare memshare, String name, String server) {
        ReplicatedStore<Counter> counters = memshare.store(new Counter.Type(), "memshare:counter:");
        Key key = Key.of("memshare:counter:" + name);
        ReadResult<Counter> read = counters.read(key).join();
        if (read instanceof ReadResult.Unknown) {
            return -1;
        }
        Counter before = read instanceof ReadResult.Found<Counter> found ? found.state() : Counter.ZERO;
        Counter after = before.plusOne(server);
        WriteResult<Counter> written = counters.write(key, after, read.replicas(), new TimeToLive(3600))
                .join();
        return written instanceof WriteResult.Kept<Counter> kept ? kept.state().value() : -1;
    }
    // end of example

    private Memshare open() {
        Memshare memshare = Memshare.open(MemshareSettings.builder(nodes).build());
        await().atMost(Hang.LIMIT).until(() -> memshare.completeNodes().size() == 3);
        return memshare;
    }

    @Test
    void aCounterIsKeptOnThreeNodesByTwoServers() {
        try (Memshare one = open();
                Memshare two = open()) {
            assertThat(count(one, "visits", "one")).isEqualTo(1);
            assertThat(count(two, "visits", "two")).isEqualTo(2);
            servers.get(0).kill();
            servers.get(1).kill();
            await().atMost(Hang.LIMIT)
                    .until(() -> Stream.of(one, two)
                            .allMatch(each -> !each.nodes().get(0).up()
                                    && !each.nodes().get(1).up()));
            assertThat(count(one, "visits", "one")).isEqualTo(3);
            assertThat(count(two, "visits", "two")).isEqualTo(4);
        }
    }

    @Test
    void theReadmeHasThisExample() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/memshare/example/CounterTests.java"));
        String example = source.substring(
                        source.indexOf("// example\n") + "// example\n".length(),
                        source.indexOf("    // end of example"))
                .indent(-4);
        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "```");
    }
}
