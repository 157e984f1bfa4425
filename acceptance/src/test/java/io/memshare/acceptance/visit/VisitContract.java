package io.memshare.acceptance.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * An ordinary web application on two servers behind a round-robin proxy, with three memcached nodes of which one dies
 * while a visitor is in the middle of his order. It does not notice that its sessions are in memshare.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VisitContract {

    private final String container;

    private Site site;

    VisitContract(String container) {
        this.container = container;
    }

    @BeforeAll
    void start() throws IOException {
        site = Site.on(container);
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @TestFactory
    Stream<DynamicTest> visits() {
        Map<String, Scenarios.Scenario> scenarios = Scenarios.of(site);
        List<DynamicTest> tests = new ArrayList<>();
        scenarios.forEach((name, scenario) -> tests.add(test("three nodes", name, scenario)));
        tests.add(test("then", "a node dies in the middle of an order", this::nodeDies));
        scenarios.forEach((name, scenario) -> tests.add(test("two nodes", name, scenario)));
        return tests.stream();
    }

    private DynamicTest test(String when, String name, Scenarios.Scenario scenario) {
        return DynamicTest.dynamicTest(when + ": " + name, scenario::play);
    }

    private void nodeDies() {
        Browser visitor = site.visitor();
        visitor.login("alice", "secret", Map.of());
        visitor.post("/order", Map.of("article", "shirt"));
        assertThat(visitor.read("/click")).isEqualTo("1");
        String token = visitor.read("/csrf");
        site.node(1).kill();
        assertThat(visitor.post("/order", Map.of("count", "2"), token).body()).isEqualTo("shirt 2");
        assertThat(visitor.read("/click")).isEqualTo("2");
        for (int i = 0; i < 4; i++) {
            assertThat(visitor.read("/me")).isEqualTo("alice Customer 1");
            assertThat(visitor.read("/order")).isEqualTo("shirt 2");
        }
        assertThat(visitor.read("/click")).isEqualTo("3");
    }
}
