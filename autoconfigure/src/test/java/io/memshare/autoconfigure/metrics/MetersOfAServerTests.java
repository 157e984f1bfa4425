package io.memshare.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.autoconfigure.ObservedServer;
import io.memshare.autoconfigure.ObservedServer.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real server measures while a session is used, a replica loses it, and a node dies and comes back. */
@TestInstance(Lifecycle.PER_CLASS)
class MetersOfAServerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(memshare\\.[a-z.]+)` \\| (counter|gauge|timer|summary) \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("memshare_[a-z_]+");

    private final ObservedServer server = ObservedServer.with(3);
    private final MeterRegistry registry = server.context().getBean(MeterRegistry.class);

    @BeforeAll
    void live() {
        server.awaitHealth("UP");
        String cookie = cookie(server.get("/visit"));
        visit(cookie, 2);
        String key = server.node(1).keys().stream()
                .filter(name -> name.startsWith("memshare:s:"))
                .findFirst()
                .orElseThrow();
        server.node(1).command("delete " + key);
        visit(cookie, 3);
        server.node(1).put(key, "no record".getBytes(StandardCharsets.US_ASCII), 0, 0);
        visit(cookie, 4);

        server.node(2).kill();
        await().atMost(PATIENCE).until(() -> gauge("memshare.node.up", "node", address(2)) == 0);
        visit(cookie, 5);
        assertThat(server.get("/logout", cookie).status()).isEqualTo(200);
        assertThat(gauge("memshare.hints.waiting", "node", address(2))).isPositive();
        server.node(2).restart();
        server.awaitHealth("UP");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String cookie(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.cookie();
    }

    private void visit(String cookie, int expected) {
        assertThat(server.get("/visit", cookie).text()).isEqualTo("visits: " + expected);
    }

    private String address(int node) {
        return server.node(node).address();
    }

    private double counter(String name, String... tags) {
        Collection<Counter> counters = registry.get(name).tags(tags).counters();
        return counters.stream().mapToDouble(Counter::count).sum();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private long timed(String name, String... tags) {
        return registry.get(name).tags(tags).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void sessionsAreCounted() {
        assertThat(counter("memshare.sessions.started")).isEqualTo(1);
        assertThat(counter("memshare.sessions.ended")).isEqualTo(1);
        assertThat(counter("memshare.sessions.expired")).isZero();
        assertThat(counter("memshare.attributes.unreadable")).isZero();
    }

    @Test
    void readsAndWritesAreCountedByTheirResults() {
        assertThat(counter("memshare.reads", "kind", "session", "result", "found"))
                .isGreaterThanOrEqualTo(4);
        assertThat(counter("memshare.reads", "kind", "session", "result", "unknown"))
                .isZero();
        assertThat(counter("memshare.writes", "result", "kept")).isGreaterThanOrEqualTo(5);
        assertThat(counter("memshare.writes", "result", "not-kept")).isZero();
        assertThat(counter("memshare.writes.incomplete")).isPositive();
        assertThat(registry.get("memshare.record.size").summary().mean()).isBetween(20.0, 2000.0);
        assertThat(registry.get("memshare.writes.rounds").summary().max()).isPositive();
    }

    @Test
    void replicasThatLackedARecordWereFoundAndRepaired() {
        assertThat(counter("memshare.replicas.differed")).isGreaterThanOrEqualTo(2);
        assertThat(counter("memshare.replicas.repaired")).isGreaterThanOrEqualTo(2);
        assertThat(counter("memshare.records.unreadable", "node", address(1))).isPositive();
        assertThat(counter("memshare.records.unreadable", "node", address(0))).isZero();
        assertThat(counter("memshare.records.lost")).isZero();
    }

    @Test
    void whatTheLostNodeMissedWasNotedAndDelivered() {
        assertThat(counter("memshare.node.down", "node", address(2))).isEqualTo(1);
        assertThat(counter("memshare.node.down", "node", address(0))).isZero();
        assertThat(counter("memshare.notes.written", "node", address(2))).isPositive();
        assertThat(counter("memshare.hints.queued", "node", address(2))).isPositive();
        assertThat(counter("memshare.hints.delivered", "node", address(2))).isPositive();
        assertThat(gauge("memshare.hints.waiting")).isZero();
        assertThat(timed("memshare.rebuilds", "node", address(2), "outcome", "complete"))
                .isEqualTo(1);
        assertThat(timed("memshare.rebuilds", "node", address(0))).isZero();
    }

    @Test
    void requestsToNodesAreTimedByTheirOutcomes() {
        assertThat(timed("memshare.node.operations", "node", address(0), "operation", "put", "outcome", "stored"))
                .isPositive();
        assertThat(timed("memshare.node.operations", "operation", "get", "outcome", "hit"))
                .isPositive();
    }

    @Test
    void theStateOfEachNodeIsAGauge() {
        await().atMost(PATIENCE).until(() -> gauge("memshare.node.memory.max", "node", address(2)) == 64 << 20);
        assertThat(gauge("memshare.served")).isEqualTo(1);
        assertThat(gauge("memshare.node.up")).isEqualTo(3);
        assertThat(gauge("memshare.node.complete")).isEqualTo(3);
        assertThat(gauge("memshare.node.items", "node", address(0))).isPositive();
        assertThat(gauge("memshare.node.memory.used", "node", address(0))).isPositive();
        assertThat(gauge("memshare.node.evictions", "node", address(0))).isZero();
        assertThat(gauge("memshare.node.round.trip", "node", address(0))).isPositive();
        assertThat(gauge("memshare.node.state.duration", "node", address(0)))
                .isGreaterThan(gauge("memshare.node.state.duration", "node", address(2)));
        assertThat(gauge("memshare.rebuild.progress", "node", address(0))).isNaN();
        await().atMost(PATIENCE).until(() -> gauge("memshare.node.operations.active", "node", address(0)) == 0);
    }

    /** Without those that Micrometer makes of observations, which have no description: see the observation package. */
    private Stream<Meter> meters() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("memshare."))
                .filter(meter -> !meter.getId().getName().startsWith("memshare.session."));
    }

    @Test
    void observationsAreTimedByTheirOutcome() {
        assertThat(timed("memshare.session.find", "outcome", "found")).isGreaterThanOrEqualTo(4);
        assertThat(timed("memshare.session.save", "outcome", "saved")).isGreaterThanOrEqualTo(5);
        assertThat(registry.get("memshare.session.save").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTags())
                        .extracting(Tag::getKey)
                        .containsExactlyInAnyOrder("outcome", "error"));
    }

    private static String kind(Meter.Type type) {
        return type == Meter.Type.DISTRIBUTION_SUMMARY ? "summary" : type.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void thePageHasEveryMeterWithItsTypeAndTags() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(DOCS.resolve("metrics.md")))
                .results()
                .forEach(row -> documented.put(
                        row.group(1),
                        row.group(2) + " "
                                + row.group(3)
                                        .replace("`", "")
                                        .replace(", ", " ")
                                        .strip()));
        Map<String, String> registered = new TreeMap<>();
        meters().forEach(meter -> registered.put(
                meter.getId().getName(),
                (kind(meter.getId().getType()) + " "
                                + meter.getId().getTags().stream()
                                        .map(Tag::getKey)
                                        .collect(Collectors.joining(" ")))
                        .strip()));
        documented.replaceAll((name, text) -> text.strip());
        assertThat(registered).isEqualTo(documented);
    }

    @Test
    void everyMeterIsDescribed() {
        assertThat(meters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getDescription())
                        .as(meter.getId().getName())
                        .isNotBlank());
    }

    @Test
    void noTagIsMadeOfWhatUsersSend() {
        Set<String> values = meters().flatMap(meter -> meter.getId().getTags().stream())
                .filter(tag -> !tag.getKey().equals("node"))
                .map(Tag::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(values).allMatch(value -> value.matches("[a-z-]{2,20}")).hasSizeLessThan(40);
        assertThat(meters().flatMap(meter -> meter.getId().getTags().stream())
                        .filter(tag -> tag.getKey().equals("node"))
                        .map(Tag::getValue))
                .containsOnly(address(0), address(1), address(2));
    }

    private Set<String> scraped() {
        Set<String> names = new TreeSet<>();
        NAME.matcher(server.get("/actuator/prometheus").text()).results().forEach(name -> names.add(name.group()));
        return names;
    }

    /** Prometheus takes some endings for its own, as {@code created}, and makes another name of them. */
    @Test
    void everyMeterKeepsItsNameInPrometheus() {
        Set<String> names = scraped();
        assertThat(meters().map(meter -> meter.getId().getName().replace('.', '_')))
                .isNotEmpty()
                .allSatisfy(expected -> assertThat(names).anyMatch(name -> name.startsWith(expected)));
    }

    @Test
    void everyPanelAsksForAMeterThatExists() throws IOException {
        JsonNode dashboard =
                JsonMapper.shared().readTree(Files.readString(DOCS.resolve("observability/grafana-dashboard.json")));
        Set<String> asked = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            if (panel.path("type").asString().equals("row")) {
                continue;
            }
            assertThat(panel.path("targets")).as(panel.path("title").asString()).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                Set<String> names = NAME.matcher(target.path("expr").asString())
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(names).as(panel.path("title").asString()).isNotEmpty();
                asked.addAll(names);
            }
        }
        assertThat(scraped()).containsAll(asked);
    }

    @Test
    void everyRuleAsksForAMeterThatExists() throws IOException {
        String rules = Files.readString(DOCS.resolve("observability/prometheus-rules.yml"));
        Set<String> asked = new TreeSet<>();
        for (String line :
                rules.lines().filter(line -> line.strip().startsWith("expr:")).toList()) {
            NAME.matcher(line).results().forEach(found -> asked.add(found.group()));
        }
        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(scraped()).containsAll(asked);
    }
}
