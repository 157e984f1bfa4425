package io.memshare.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.autoconfigure.ObservedServer;
import io.memshare.autoconfigure.ObservedServer.Answer;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The health endpoint of a real server, while real nodes die and come back. */
class HealthOverHttpTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonNode node(Answer health, MemcachedServer node) {
        return health.json().path("components").path(node.address());
    }

    private static JsonNode details(Answer health, MemcachedServer node) {
        return node(health, node).path("details");
    }

    private static JsonNode sessions(Answer health) {
        return health.json().path("components").path("sessions");
    }

    @Test
    void nodesThatDieAndComeBack() {
        try (ObservedServer server = ObservedServer.with(3)) {
            server.awaitHealth("UP");
            await().atMost(PATIENCE)
                    .until(() -> details(server.get("/actuator/health/memshare"), server.node(2))
                            .has("version"));
            Answer healthy = server.get("/actuator/health/memshare");
            assertThat(healthy.status()).isEqualTo(200);
            JsonNode details = details(healthy, server.node(0));
            assertThat(details.path("state").asString()).isEqualTo("up");
            assertThat(Instant.parse(details.path("since").asString())).isBefore(Instant.now());
            assertThat(details.path("vouches").asString()).isEqualTo("complete");
            assertThat(details.path("version").asString()).startsWith("1.");
            assertThat(details.path("roundTripMicros").asLong()).isPositive();
            assertThat(details.path("limitBytes").asLong()).isEqualTo(64L << 20);
            assertThat(details.has("lastFailure")).isFalse();
            assertThat(sessions(healthy).path("details").path("served").asString())
                    .isEqualTo("all");

            server.node(0).kill();
            server.awaitHealth("DEGRADED");
            Answer degraded = server.get("/actuator/health/memshare");
            assertThat(degraded.status()).isEqualTo(200);
            assertThat(node(degraded, server.node(0)).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(node(degraded, server.node(1)).path("status").asString()).isEqualTo("UP");
            assertThat(sessions(degraded).path("status").asString()).isEqualTo("UP");
            JsonNode down = details(degraded, server.node(0));
            assertThat(down.path("state").asString()).isEqualTo("down");
            assertThat(down.path("lastFailure").asString()).isIn("disconnected", "unreachable");
            assertThat(down.path("reason").asString()).isNotEmpty();
            assertThat(down.has("version")).isFalse();
            Answer overall = server.get("/actuator/health");
            assertThat(overall.status()).isEqualTo(200);
            assertThat(overall.json().path("status").asString()).isEqualTo("DEGRADED");
            assertThat(server.get("/actuator/health/readiness")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("UP");

            server.node(0).restart();
            server.awaitHealth("UP");
            JsonNode back = details(server.get("/actuator/health/memshare"), server.node(0));
            assertThat(back.path("lastFailure").asString()).isIn("disconnected", "unreachable");
            assertThat(back.has("reason")).isFalse();

            server.node(0).kill();
            server.node(1).kill();
            server.node(2).kill();
            server.awaitHealth("DOWN");
            Answer lost = server.get("/actuator/health/memshare");
            assertThat(lost.status()).isEqualTo(503);
            assertThat(sessions(lost).path("details").path("served").asString()).isEqualTo("none");
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);

            server.node(0).restart();
            server.node(1).restart();
            server.node(2).restart();
            server.awaitHealth("UP");
        }
    }

    /** Readiness with memshare in it does not flap with one node, and tells when sessions cannot be served any more. */
    @Test
    void anIncompleteNodeIsNoHelpWhenTheOthersDie() {
        try (ObservedServer server = ObservedServer.with(
                2,
                "memshare.rebuild.enabled=false",
                "management.endpoint.health.group.readiness.include=readinessState,memshare")) {
            server.awaitHealth("UP");
            server.node(0).kill();
            server.awaitHealth("DEGRADED");
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
            server.node(0).restart();
            await().atMost(PATIENCE)
                    .until(() -> details(server.get("/actuator/health/memshare"), server.node(0))
                            .path("vouches")
                            .asString()
                            .equals("incomplete"));
            Answer incomplete = server.get("/actuator/health/memshare");
            assertThat(incomplete.status()).isEqualTo(200);
            assertThat(incomplete.json().path("status").asString()).isEqualTo("DEGRADED");

            server.node(1).kill();
            server.awaitHealth("DOWN");
            Answer down = server.get("/actuator/health/memshare");
            assertThat(down.status()).isEqualTo(503);
            assertThat(node(down, server.node(0)).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(node(down, server.node(1)).path("status").asString()).isEqualTo("DOWN");
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(503);
        }
    }

    @Test
    void aNodeWithASettingThatCostsSessionsDegradesWithCauseAndAction() {
        List<MemcachedServer> nodes = List.of(MemcachedServer.start(), MemcachedServer.start("-m", "8"));
        try (ObservedServer server = ObservedServer.on(nodes)) {
            server.awaitHealth("DEGRADED");
            await().atMost(PATIENCE)
                    .until(() -> details(server.get("/actuator/health/memshare"), nodes.get(1))
                            .has("findings"));
            Answer health = server.get("/actuator/health/memshare");
            assertThat(health.status()).isEqualTo(200);
            assertThat(node(health, nodes.get(0)).path("status").asString()).isEqualTo("UP");
            assertThat(node(health, nodes.get(1)).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(details(health, nodes.get(1)).path("findings").path(0).asString())
                    .startsWith("has 8 MB of memory")
                    .contains("start memcached with more memory (-m)");
            assertThat(server.get("/actuator/memshare")
                            .json()
                            .path("findings")
                            .path(0)
                            .asString())
                    .startsWith("memcached node " + nodes.get(1).address() + " has 8 MB of memory");
        }
    }

    @Test
    void aServerWithAnotherListOfNodesIsNamed() {
        List<MemcachedServer> nodes = List.of(MemcachedServer.start(), MemcachedServer.start());
        try (ObservedServer server = ObservedServer.on(nodes);
                Memshare other = Memshare.open(MemshareSettings.of(
                        List.of(NodeAddress.parse(nodes.get(0).address()))))) {
            await().atMost(PATIENCE).until(() -> servers(server).path("details").has("findings"));
            assertThat(servers(server).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(servers(server).path("details").path("findings").path(0).asString())
                    .contains("uses the nodes [" + nodes.get(0).address() + "]", "set memshare.nodes");
            assertThat(other.completeNodes()).isNotNull();
        }
    }

    private static JsonNode servers(ObservedServer server) {
        return server.get("/actuator/health/memshare").json().path("components").path("servers");
    }

    @Test
    void aNodeThatEvictsDegrades() {
        List<MemcachedServer> nodes = List.of(MemcachedServer.start(), MemcachedServer.start("-m", "2"));
        try (ObservedServer server = ObservedServer.on(nodes)) {
            await().atMost(PATIENCE)
                    .until(() -> details(server.get("/actuator/health/memshare"), nodes.get(1))
                            .has("evictions"));
            byte[] large = new byte[200_000];
            for (int i = 0; i < 40; i++) {
                nodes.get(1).put("other:" + i, large, 0, 0);
            }
            await().atMost(PATIENCE)
                    .until(() -> details(server.get("/actuator/health/memshare"), nodes.get(1))
                            .path("evicting")
                            .asBoolean());
            Answer health = server.get("/actuator/health/memshare");
            assertThat(health.status()).isEqualTo(200);
            assertThat(node(health, nodes.get(1)).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(details(health, nodes.get(1)).path("evictions").asLong()).isPositive();
            assertThat(details(health, nodes.get(0)).path("evicting").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void aVisitorsIdIsNotShownAndTheEndpointNeedsNoSession() {
        try (ObservedServer server = ObservedServer.with(2)) {
            server.awaitHealth("UP");
            String cookie = server.get("/visit").cookie();
            assertThat(cookie).startsWith("SESSION=");
            server.node(0).kill();
            server.node(1).kill();
            server.awaitHealth("DOWN");
            Answer health = server.get("/actuator/health", cookie);
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().path("status").asString()).isEqualTo("DOWN");
            assertThat(health.cookie()).isNull();
            assertThat(health.text()).doesNotContain(cookie.substring("SESSION=".length()));
        }
    }
}
