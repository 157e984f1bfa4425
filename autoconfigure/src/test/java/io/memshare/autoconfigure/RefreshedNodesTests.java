package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import io.memshare.NodeListReport;
import io.memshare.completeness.ListState.Phase;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;

/** The configuration of a running server gets another list of nodes. Real nodes. */
class RefreshedNodesTests {

    private static NodeListReport refreshed(ObservedServer server, Map<String, Object> properties) {
        server.context().getEnvironment().getPropertySources().remove("refreshed");
        server.context().getEnvironment().getPropertySources().addFirst(new MapPropertySource("refreshed", properties));
        server.context().publishEvent(new EnvironmentChangeEvent(server));
        return server.context().getBean(Memshare.class).report().list();
    }

    @Test
    void aRefreshedListIsUsedByTheServer() {
        try (ObservedServer server = ObservedServer.with(2);
                MemcachedServer added = MemcachedServer.start()) {
            server.awaitHealth("UP");
            String first = server.node(0).address();
            Memshare memshare = server.context().getBean(Memshare.class);
            assertThat(refreshed(server, Map.of("memshare.retry-after", "2s")).epoch())
                    .isZero();

            NodeListReport changed = refreshed(server, Map.of("memshare.nodes", first + "," + added.address()));
            assertThat(changed.phase()).isEqualTo(Phase.FILLING);
            assertThat(changed.others())
                    .containsExactlyInAnyOrder(NodeAddress.parse(first), NodeAddress.parse(added.address()));

            // Another change, by an operator, is not undone by a refresh of the same list.
            List<NodeAddress> former = memshare.settings().nodes();
            memshare.changeNodes(former).join();
            NodeListReport again = refreshed(server, Map.of("memshare.nodes", first + "," + added.address()));
            assertThat(again.phase()).isEqualTo(Phase.STABLE);
            assertThat(again.nodes()).containsExactlyInAnyOrderElementsOf(former);
        }
    }

    @Test
    void aListThatCannotBeUsedChangesNothing() {
        try (ObservedServer server = ObservedServer.with(2)) {
            server.awaitHealth("UP");
            for (String nodes : List.of("", "no/node", "10.255.255.1:11211")) {
                assertThat(refreshed(server, Map.of("memshare.nodes", nodes)).epoch())
                        .as(nodes)
                        .isZero();
            }
            assertThat(server.get("/visit").status()).isEqualTo(200);
        }
    }
}
