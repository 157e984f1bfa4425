package io.memshare.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.autoconfigure.ObservedServer;
import io.memshare.autoconfigure.ObservedServer.Answer;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The endpoint of a real server, while real nodes die, come back and lose a record. */
class EndpointOverHttpTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/actuator/memshare";

    private static String sessionKey(ObservedServer server, int node) {
        return server.node(node).keys().stream()
                .filter(name -> name.startsWith("memshare:s:"))
                .findFirst()
                .orElse("");
    }

    private static void awaitEvent(ObservedServer server, int node, String what) {
        await().atMost(PATIENCE)
                .until(() -> server.get(PATH)
                        .json()
                        .path("events")
                        .valueStream()
                        .anyMatch(event -> event.path("node")
                                        .asString()
                                        .equals(server.node(node).address())
                                && event.path("what").asString().contains(what)));
    }

    @Test
    void tellsOfNodesAndWhatHappenedToThem() {
        try (ObservedServer server = ObservedServer.with(3)) {
            server.awaitHealth("UP");
            String cookie = server.get("/visit").cookie();
            String address = server.node(2).address();
            server.node(2).kill();
            awaitEvent(server, 2, "is down: ");
            Answer down = server.get(PATH);
            assertThat(down.json().path("served").asString()).isEqualTo("all");
            assertThat(down.json().path("copies").asInt()).isEqualTo(3);
            assertThat(down.json().path("nodes").propertyNames()).hasSize(3).contains(address);
            assertThat(down.json().at("/nodes").path(address).path("state").asString())
                    .isEqualTo("down");
            assertThat(down.json().at("/nodes").path(address).path("reason").asString())
                    .isNotEmpty();
            server.node(2).restart();
            server.awaitHealth("UP");
            awaitEvent(server, 2, "was rebuilt: 1 records checked, 1 copied");
            Answer back = server.get(PATH, cookie);
            assertThat(back.json().at("/nodes").path(address).path("vouches").asString())
                    .isEqualTo("complete");
            assertThat(back.cookie()).isNull();
            assertThat(back.text())
                    .doesNotContain(cookie.substring("SESSION=".length()))
                    .doesNotContain("visits")
                    .doesNotContain("memshare:s:");
        }
    }

    @Test
    void aNodeThatLostARecordUnnoticedIsRebuiltWhenAPersonWantsIt() {
        try (ObservedServer server = ObservedServer.with(2)) {
            server.awaitHealth("UP");
            assertThat(server.get("/visit").status()).isEqualTo(200);
            String key = sessionKey(server, 1);
            server.node(1).command("delete " + key);
            assertThat(sessionKey(server, 1)).isEmpty();
            Answer accepted = server.send("POST", PATH + "/" + server.node(1).address() + "/rebuild", null);
            assertThat(accepted.status()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> sessionKey(server, 1).equals(key));
            awaitEvent(server, 1, "is incomplete");
            awaitEvent(server, 1, "was rebuilt: 1 records checked, 1 copied");
            server.awaitHealth("UP");
        }
    }

    @Test
    void aRebuildThatIsNotPossibleIsRefusedWithTheReason() {
        try (ObservedServer server = ObservedServer.with(2)) {
            server.awaitHealth("UP");
            Answer unknown = server.send("POST", PATH + "/10.0.0.1:11211/rebuild", null);
            assertThat(unknown.status()).isEqualTo(404);
            Answer nothing = server.send("POST", PATH + "/" + server.node(0).address() + "/explode", null);
            assertThat(nothing.status()).isEqualTo(400);
            server.node(1).kill();
            server.awaitHealth("DEGRADED");
            Answer down = server.send("POST", PATH + "/" + server.node(1).address() + "/rebuild", null);
            assertThat(down.status()).isEqualTo(409);
            assertThat(down.text()).contains("the node is down");
            Answer last = server.send("POST", PATH + "/" + server.node(0).address() + "/rebuild", null);
            assertThat(last.status()).isEqualTo(409);
            assertThat(last.text()).contains("no other node is complete");
            assertThat(server.get(PATH)
                            .json()
                            .at("/nodes")
                            .path(server.node(0).address())
                            .path("vouches")
                            .asString())
                    .isEqualTo("complete");
        }
    }

    @Test
    void noNodeIsSetBackThatWouldNotBeRebuilt() {
        try (ObservedServer server = ObservedServer.with(2, "memshare.rebuild.enabled=false")) {
            server.awaitHealth("UP");
            Answer refused = server.send("POST", PATH + "/" + server.node(0).address() + "/rebuild", null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("memshare.rebuild.enabled");
        }
    }

    private static String listed(ObservedServer server, String what) {
        return server.get(PATH).json().path("list").path(what).asString();
    }

    @Test
    void beginsAChangeOfTheListAndTakesItBack() {
        try (ObservedServer server = ObservedServer.with(2);
                MemcachedServer added = MemcachedServer.start()) {
            server.awaitHealth("UP");
            assertThat(listed(server, "phase")).isEqualTo("stable");
            String first = server.node(0).address();

            assertThat(server.send("POST", PATH + "/" + added.address() + "/add", null)
                            .status())
                    .isEqualTo(202);
            assertThat(listed(server, "phase")).isEqualTo("filling");
            assertThat(server.get(PATH).json().path("list").path("others")).hasSize(3);
            assertThat(server.get(PATH).json().path("nodes").propertyNames()).contains(added.address());
            Answer health = server.get("/actuator/health/memshare/" + added.address());
            assertThat(health.json().path("details").path("role").asString()).isEqualTo("joining");
            assertThat(server.get("/visit").status()).isEqualTo(200);
            Answer again = server.send("POST", PATH + "/" + added.address() + "/add", null);
            assertThat(again.status()).isEqualTo(409);

            assertThat(server.send("POST", PATH + "/" + added.address() + "/remove", null)
                            .status())
                    .isEqualTo(202);
            assertThat(listed(server, "phase")).isEqualTo("stable");
            assertThat(server.get(PATH).json().path("nodes").propertyNames()).doesNotContain(added.address());
            assertThat(server.get("/actuator/health/memshare/" + added.address())
                            .status())
                    .isEqualTo(404);
            assertThat(server.get(PATH).json().path("events").valueStream())
                    .anyMatch(event -> event.path("what").asString().startsWith("the list is changed to "))
                    .anyMatch(event -> event.path("what").asString().startsWith("the list is ["));

            String body = "{\"nodes\": \"" + first + "," + added.address() + "\"}";
            assertThat(server.post(PATH, body).status()).isEqualTo(202);
            assertThat(server.get(PATH).json().path("list").path("epoch").asLong())
                    .isEqualTo(3);
        }
    }

    @Test
    void refusesListsThatWouldLoseSessions() {
        try (ObservedServer server = ObservedServer.with(2, "memshare.redundancy=1")) {
            server.awaitHealth("UP");
            String first = server.node(0).address();
            Answer disjoint = server.post(PATH, "{\"nodes\": \"10.255.255.1:11211\"}");
            assertThat(disjoint.status()).isEqualTo(409);
            assertThat(disjoint.json().path("reason").asString()).contains("no node of the present list");
            assertThat(server.post(PATH, "{\"nodes\": \"" + first + "," + first + "\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(server.post(PATH, "{\"nodes\": \"no/node\"}").status()).isEqualTo(400);
            assertThat(server.send("POST", PATH + "/10.255.255.1:11211/remove", null)
                            .status())
                    .isEqualTo(404);
            assertThat(listed(server, "epoch")).isEqualTo("0");
        }
    }
}
