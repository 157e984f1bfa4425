package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.node.NodeStatus;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tutorial and its faults over HTTP: three servers, three real memcached processes, one cookie. */
class TutorialTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern VISITS = Pattern.compile("Your number of visits: (\\d+)\n");

    @RegisterExtension
    private final MemcachedServers processes = new MemcachedServers();

    private final List<MemcachedServer> nodes = processes.startAll(3);
    private SampleServers servers;
    private final Visitor visitor = new Visitor();

    @BeforeEach
    void start() {
        servers = SampleServers.start(
                3, nodes.stream().map(MemcachedServer::address).toList());
        for (int node = 0; node < 3; node++) {
            awaitNode(node, true);
            MemcachedServer server = nodes.get(node);
            await().atMost(PATIENCE).until(() -> server.value("memshare:voucher") != null);
        }
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private void awaitNode(int node, boolean up) {
        for (int server = 0; server < 3; server++) {
            Memshare memshare = servers.bean(server, Memshare.class);
            await().atMost(PATIENCE).until(() -> memshare.nodes().get(node).up() == up);
        }
    }

    /** Until it has been rebuilt, a node that came back is not believed without the others. */
    private void awaitComplete() {
        for (int server = 0; server < 3; server++) {
            Memshare memshare = servers.bean(server, Memshare.class);
            await().atMost(PATIENCE).until(() -> memshare.completeNodes().size() == nodes.size());
        }
    }

    private int visits(int server) {
        return visits(visitor.get(servers.url(server) + "/session"));
    }

    private static int visits(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher matcher = VISITS.matcher(answer.body());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private String attributes(int server) {
        return visitor.get(servers.url(server) + "/session/attributes").body();
    }

    @Test
    void theTutorialWithEveryNodeKilledOnce() {
        HttpResponse<String> first = visitor.get(servers.url(0) + "/session");
        assertThat(first.body())
                .startsWith("This is the first time you're visiting this server\nServer IP: 127.0.0.1\n");
        assertThat(first.headers().firstValue("Set-Cookie")).get().asString().startsWith("SESSION=");
        assertThat(visits(0)).isEqualTo(1);
        assertThat(visits(1)).isEqualTo(2);
        assertThat(visits(2)).isEqualTo(3);
        nodes.get(0).kill();
        assertThat(visits(0)).isEqualTo(4);
        nodes.get(1).kill();
        assertThat(visits(1)).isEqualTo(5);
        nodes.get(0).restart();
        nodes.get(1).restart();
        awaitNode(0, true);
        awaitNode(1, true);
        assertThat(visits(2)).isEqualTo(6);
        awaitComplete();
        nodes.get(2).kill();
        assertThat(visits(0)).isEqualTo(7);
    }

    @Test
    void fiftyParallelRequestsThatTakeTimeLeaveFiftyAttributes() {
        visits(0);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String url = servers.url(i % 2) + "/session/attributes/a" + i + "?delay=20";
            answers.add(visitor.sendLater("PUT", url, "value " + i));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(204);
        }
        String attributes = attributes(2);
        for (int i = 0; i < 50; i++) {
            assertThat(attributes).contains("\"a" + i + "\":\"value " + i + "\"");
        }
    }

    @Test
    void withoutAnyNodeTheClientIsAskedToComeBackAndKeepsItsCookie() {
        visits(0);
        Map<String, String> cookies = visitor.cookies();
        nodes.forEach(MemcachedServer::kill);
        for (int server = 0; server < 3; server++) {
            for (String path : List.of("/session", "/session/attributes", "/no-such-page")) {
                HttpResponse<String> answer = visitor.get(servers.url(server) + path);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(answer.body()).doesNotContain(cookies.values());
            }
        }
        assertThat(visitor.cookies()).isEqualTo(cookies);
        HttpResponse<String> fresh = new Visitor().get(servers.url(0) + "/session");
        assertThat(fresh.statusCode()).isEqualTo(503);
        assertThat(fresh.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aFrozenNodeLosesNothingAndTurnsNobodyAway() {
        visits(0);
        nodes.get(1).freeze();
        for (int visit = 1; visit < 12; visit++) {
            assertThat(visits(visit % 3)).isEqualTo(visit);
        }
        nodes.get(1).thaw();
        awaitNode(1, true);
        assertThat(visits(0)).isEqualTo(12);
        awaitComplete();
        nodes.get(0).kill();
        nodes.get(2).kill();
        assertThat(visits(1)).isEqualTo(13);
    }

    @Test
    void logoutIsForGood() {
        visits(0);
        assertThat(visits(1)).isEqualTo(1);
        String old = visitor.cookies().get("SESSION");
        assertThat(visitor.post(servers.url(2) + "/session/logout").statusCode())
                .isEqualTo(204);
        visitor.cookie("SESSION", old);
        assertThat(visits(0)).isZero();
        assertThat(visitor.cookies().get("SESSION")).isNotEqualTo(old);
    }

    @Test
    void aLogoutWinsOverARequestThatIsBeingWorkedOn() {
        visits(0);
        CompletableFuture<HttpResponse<String>> slow =
                visitor.sendLater("PUT", servers.url(0) + "/session/attributes/late?delay=300", "late");
        String old = visitor.cookies().get("SESSION");
        visitor.post(servers.url(1) + "/session/logout");
        assertThat(slow.join().statusCode()).isBetween(200, 299);
        visitor.cookie("SESSION", old);
        assertThat(visits(2)).isZero();
    }

    @Test
    void aRenewedSessionKeepsItsContentAndTheOldIdIsWorthless() {
        visits(0);
        String old = visitor.cookies().get("SESSION");
        assertThat(visitor.post(servers.url(1) + "/session/renew").statusCode()).isEqualTo(204);
        assertThat(visitor.cookies().get("SESSION")).isNotEqualTo(old);
        assertThat(visits(2)).isEqualTo(1);
        Visitor thief = new Visitor();
        thief.cookie("SESSION", old);
        assertThat(visits(thief.get(servers.url(0) + "/session"))).isZero();
    }

    @Test
    void tooLargeASessionIsRefusedAndTheOldOneStays() {
        visits(0);
        visitor.put(servers.url(0) + "/session/attributes/small", "s");
        HttpResponse<String> answer = visitor.put(servers.url(1) + "/session/attributes/large", "x".repeat(1_500_000));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("'large' with 1500");
        assertThat(attributes(2)).contains("\"small\":\"s\"").doesNotContain("large");
        assertThat(visitor.put(servers.url(1) + "/session/attributes/large", "x".repeat(900_000))
                        .statusCode())
                .isEqualTo(204);
        assertThat(attributes(0)).hasSizeGreaterThan(900_000);
    }

    /** Spring's filter and Spring MVC call the repository four times for each of these. */
    @Test
    void aReadOnlyRequestCostsOneReadPerReplicaAndAWritingOneAWriteMore() {
        visits(0);
        Map<String, Long> reading = counted(() -> attributes(1));
        assertThat(reading.get("cmd_set")).isBetween(0L, reading.get("announcements"));
        assertThat(reading.get("cmd_get")).isBetween(3L, 3 + reading.get("polls"));
        Map<String, Long> writing = counted(() -> visits(1));
        assertThat(writing.get("cmd_set")).isBetween(3L, 3 + writing.get("announcements"));
        assertThat(writing.get("cmd_get")).isBetween(3L, 3 + writing.get("polls"));
    }

    /**
     * What the nodes counted. Each of the three servers polls each of the three nodes once a second: four gets, and a
     * set by which it announces itself. It also leaves a notice and reads that of another server, at random times, four
     * a second at most. That a request itself costs not one command more is tested where commands are told apart.
     */
    private Map<String, Long> counted(Runnable request) {
        Map<String, Long> before = counters();
        long begin = System.nanoTime();
        request.run();
        Map<String, Long> after = counters();
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds() + 1;
        Map<String, Long> difference = new TreeMap<>();
        after.forEach((name, value) -> difference.put(name, value - before.get(name)));
        difference.put("polls", seconds * 9 * (4 + 4));
        difference.put("announcements", seconds * 9 * (1 + 4));
        return difference;
    }

    private Map<String, Long> counters() {
        Map<String, Long> sum = new TreeMap<>();
        for (MemcachedServer node : nodes) {
            for (String name : List.of("cmd_get", "cmd_set")) {
                sum.merge(name, node.counter(name), Long::sum);
            }
        }
        return sum;
    }

    @Test
    void thePageShowsTheNodesAndTheCopies() {
        visits(0);
        nodes.get(1).kill();
        awaitNode(1, false);
        String overview = visitor.get(servers.url(0) + "/session/overview").body();
        for (NodeStatus node : servers.bean(0, Memshare.class).nodes()) {
            assertThat(overview).contains(node.address().toString());
        }
        assertThat(overview).contains("\"up\":true").contains("\"up\":false");
        assertThat(overview).doesNotContain(visitor.cookies().get("SESSION"));
    }
}
