package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.autoconfigure.ObservedServer.Answer;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators see of nodes that are added and removed while a server runs. Real nodes. */
class ChangedNodesTests {

    private static final String ENDPOINT = "/actuator/memshare";

    private static JsonNode health(ObservedServer server) {
        return server.get("/actuator/health/memshare").json().path("components");
    }

    private static void act(ObservedServer server, MemcachedServer node, String action) {
        Answer answer = server.send("POST", ENDPOINT + "/" + node.address() + "/" + action, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private static List<String> meters(ObservedServer server, MemcachedServer node) {
        return server.context().getBean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .filter(id -> node.address().equals(id.getTag("node")))
                .map(Meter.Id::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static double up(ObservedServer server, MemcachedServer node) {
        return server.context()
                .getBean(MeterRegistry.class)
                .get("memshare.node.up")
                .tag("node", node.address())
                .gauge()
                .value();
    }

    @Test
    void aNodeThatIsAddedIsSeenAndOneThatIsRemovedIsGone() {
        try (ObservedServer server = ObservedServer.with(2);
                MemcachedServer added = MemcachedServer.start("-m", "8")) {
            server.awaitHealth("UP");
            assertThat(health(server).has(added.address())).isFalse();
            assertThat(meters(server, added)).isEmpty();

            act(server, added, "add");
            await().atMost(Hang.LIMIT).until(() -> up(server, added) == 1);
            assertThat(server.get("/visit").status()).isEqualTo(200);
            assertThat(meters(server, added)).containsAll(meters(server, server.node(0)));
            await().atMost(Hang.LIMIT)
                    .until(() -> health(server)
                            .path(added.address())
                            .path("details")
                            .path("findings")
                            .path(0)
                            .asString()
                            .startsWith("has 8 MB of memory"));
            JsonNode details = health(server).path(added.address()).path("details");
            assertThat(details.path("role").asString()).isEqualTo("joining");
            assertThat(health(server).propertyNames())
                    .containsExactlyInAnyOrder(
                            "sessions",
                            "servers",
                            server.node(0).address(),
                            server.node(1).address(),
                            added.address());
            assertThat(server.get(ENDPOINT).json().path("findings").valueStream())
                    .anyMatch(finding -> finding.asString().startsWith("memcached node " + added.address()));

            act(server, added, "remove");
            assertThat(health(server).has(added.address())).isFalse();
            assertThat(meters(server, added)).isEmpty();
            await().atMost(Hang.LIMIT)
                    .until(() -> server.get(ENDPOINT).json().path("findings").isEmpty());
            server.awaitHealth("UP");
            assertThat(server.get("/visit").status()).isEqualTo(200);
            assertThat(meters(server, added)).isEmpty();
            assertThat(meters(server, server.node(0))).isNotEmpty();

            act(server, added, "add");
            await().atMost(Hang.LIMIT).until(() -> up(server, added) == 1);
        }
    }
}
