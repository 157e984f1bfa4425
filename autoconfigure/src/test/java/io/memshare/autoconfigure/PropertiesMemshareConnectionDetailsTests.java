package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertiesMemshareConnectionDetailsTests {

    @Test
    void readsEveryForm() {
        assertThat(PropertiesMemshareConnectionDetails.parse(
                                List.of("cache", "10.1.1.1:11212", "[fd00::1]:11213", "tcp://10.2.2.2:11211"))
                        .nodes())
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
                .isThrownBy(() -> PropertiesMemshareConnectionDetails.parse(entries))
                .withMessage(message);
    }
}
