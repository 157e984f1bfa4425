package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeEntriesTests {

    /** Knows one name. */
    private static List<NodeAddress> found(NodeSource source) throws IOException {
        if (!(source instanceof NodeSource.Host host) || !host.name().host().equals("caches.test")) {
            throw new IOException(source + " is unknown");
        }
        int port = host.name().port();
        return List.of(new NodeAddress("10.0.0.2", port), new NodeAddress("10.0.0.1", port));
    }

    private static List<NodeAddress> nodes(String... entries) {
        return new NodeEntries(List.of(entries), NodeEntriesTests::found).nodes();
    }

    @Test
    void aNameStandsForAllNodesBehindIt() {
        assertThat(nodes("10.0.0.1", "dns:caches.test", "DNS:caches.test:11212"))
                .containsExactly(
                        new NodeAddress("10.0.0.1", 11211),
                        new NodeAddress("10.0.0.2", 11211),
                        new NodeAddress("10.0.0.2", 11212),
                        new NodeAddress("10.0.0.1", 11212));
        assertThat(new NodeEntries(List.of("a", "dns:b"), NodeEntriesTests::found).areLookedUp())
                .isTrue();
        assertThat(new NodeEntries(List.of("a", "dns"), NodeEntriesTests::found).areLookedUp())
                .isFalse();
    }

    @Test
    void saysWhichSourceHasNoNodes() {
        refused(
                List.of("a", "srv:_memcached._tcp.test"),
                "Property memshare.nodes[1] has the value 'srv:_memcached._tcp.test':"
                        + " Service[name=_memcached._tcp.test] is unknown");
        refused(
                List.of("elasticache:cfg.test"),
                "Property memshare.nodes[0] has the value 'elasticache:cfg.test':"
                        + " Cluster[endpoint=cfg.test:11211] is unknown");
        refused(
                List.of("dns:"),
                "Property memshare.nodes[0] has the value 'dns:': entry 1 of 1 is not a node: the host is missing");
        refused(
                List.of("srv:a b"),
                "Property memshare.nodes[0] has the value 'srv:a b': entry 1 of 1 is not a node:"
                        + " 'a b' is not the name of a service");
    }

    @Test
    void aHostMayBeNamedLikeASource() {
        assertThat(nodes("srv:11212", "elasticache:11213", "dns:11214", "srv"))
                .containsExactly(
                        new NodeAddress("srv", 11212),
                        new NodeAddress("elasticache", 11213),
                        new NodeAddress("dns", 11214),
                        new NodeAddress("srv", 11211));
    }

    @Test
    void readsEveryForm() {
        assertThat(nodes("cache", "10.1.1.1:11212", "[fd00::1]:11213", "tcp://10.2.2.2:11211"))
                .containsExactly(
                        new NodeAddress("cache", 11211),
                        new NodeAddress("10.1.1.1", 11212),
                        new NodeAddress("fd00::1", 11213),
                        new NodeAddress("10.2.2.2", 11211));
    }

    @Test
    void refusesAnEmptyList() {
        refused(
                List.of(),
                "Property memshare.nodes has the value '': it names no node, and sessions need at least 1 node");
    }

    @Test
    void saysWhichEntryIsNoNode() {
        refused(
                List.of("a", "b:port"),
                "Property memshare.nodes[1] has the value 'b:port': entry 2 of 2 is not a node:"
                        + " 'port' is not a port number");
    }

    @Test
    void saysWhichEntryIsEmpty() {
        refused(
                List.of("a", "b", ""),
                "Property memshare.nodes[2] has the value '': entry 3 of 3 is not a node: the host is missing");
    }

    @Test
    void saysWhichEntriesAreTheSameNode() {
        refused(
                List.of("a", "b", "tcp://A:11211"),
                "Property memshare.nodes[2] has the value 'tcp://A:11211':"
                        + " entry 3 of 3 is the node a:11211, and so is entry 1, 'a'");
    }

    private static void refused(List<String> entries, String message) {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> new NodeEntries(entries, NodeEntriesTests::found).nodes())
                .withMessage(message);
    }
}
