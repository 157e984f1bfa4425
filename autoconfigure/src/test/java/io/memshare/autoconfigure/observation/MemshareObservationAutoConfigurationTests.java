package io.memshare.autoconfigure.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareSessionAutoConfiguration;
import io.memshare.session.MemshareSession;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SessionStoreUnavailableException;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Spans of a real tracer, made of what real nodes answer. */
class MemshareObservationAutoConfigurationTests {

    private final List<MemcachedServer> nodes =
            List.of(MemcachedServer.start(), MemcachedServer.start(), MemcachedServer.start());
    private final SimpleTracer tracer = new SimpleTracer();
    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withPropertyValues(
                    "memshare.timeout=1s",
                    "memshare.nodes="
                            + nodes.stream().map(MemcachedServer::address).collect(Collectors.joining(",")))
            .withConfiguration(AutoConfigurations.of(
                    MemshareAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    MemshareObservationAutoConfiguration.class));

    @AfterEach
    void stop() {
        nodes.forEach(MemcachedServer::close);
    }

    private WebApplicationContextRunner traced() {
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        return application.withBean(ObservationRegistry.class, () -> registry);
    }

    private static void awaitNodes(Memshare memshare, int count) {
        await().atMost(Hang.LIMIT).until(() -> memshare.completeNodes().size() == count);
    }

    private SimpleSpan last() {
        return tracer.getSpans().getLast();
    }

    private static MemshareSession saved(MemshareSessionRepository sessions) {
        MemshareSession session = sessions.createSession();
        session.setAttribute("cart", "book");
        sessions.save(session);
        return session;
    }

    private static MemshareSession found(MemshareSessionRepository sessions, String id) {
        MemshareSession session = sessions.findById(id);
        assertThat(session).isNotNull();
        return session;
    }

    private void assertSpan(String name, Map<String, String> tags) {
        assertThat(last().getName()).isEqualTo(name);
        assertThat(last().getTags()).isEqualTo(tags);
    }

    private static Map<String, String> found(int answered) {
        return Map.of(
                "outcome", "found",
                "memshare.replicas.asked", "3",
                "memshare.replicas.answered", Integer.toString(answered));
    }

    private static Map<String, String> saved(int answered, int repaired) {
        return Map.of(
                "outcome",
                "saved",
                "memshare.replicas.asked",
                "3",
                "memshare.replicas.answered",
                Integer.toString(answered),
                "memshare.replicas.repaired",
                Integer.toString(repaired));
    }

    @Test
    void aSpanTellsHowManyReplicasAnsweredAndWereRepaired() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            String id = saved(sessions).getId();
            assertSpan("save session", saved(3, 0));

            MemshareSession session = found(sessions, id);
            assertSpan("find session", found(3));
            sessions.save(session);
            assertThat(tracer.getSpans())
                    .as("an unchanged session waits for no node")
                    .hasSize(2);

            String key = nodes.get(1).keys().stream()
                    .filter(name -> name.startsWith("memshare:s:"))
                    .findFirst()
                    .orElseThrow();
            nodes.get(1).command("delete " + key);
            MemshareSession again = found(sessions, id);
            again.setAttribute("cart", "two books");
            sessions.save(again);
            assertSpan("save session", saved(3, 1));
            assertThat(tracer.getSpans())
                    .allSatisfy(span -> assertThat(span.toString()).doesNotContain(id));
        });
    }

    @Test
    void aSpanTellsThatANodeDidNotAnswer() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            String id = saved(sessions).getId();
            nodes.get(2).kill();
            awaitNodes(context.getBean(Memshare.class), 2);
            found(sessions, id);
            assertSpan("find session", found(2));
        });
    }

    @Test
    void aSpanOfAFailureHasTheExceptionAndNoFigures() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            String id = saved(sessions).getId();
            nodes.forEach(MemcachedServer::kill);
            awaitNodes(context.getBean(Memshare.class), 0);
            assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> sessions.findById(id));
            assertSpan("find session", Map.of("outcome", "failed"));
            assertThat(last().getError())
                    .isInstanceOf(SessionStoreUnavailableException.class)
                    .hasMessageNotContaining(id);
        });
    }

    @Test
    void absentAndEndedSessionsAreOutcomes() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            assertThat(sessions.findById("no such session")).isNull();
            assertSpan("find session", Map.of("outcome", "absent"));
            MemshareSession session = saved(sessions);
            sessions.deleteById(session.getId());
            session.setAttribute("cart", "too late");
            sessions.save(session);
            assertSpan("save session", Map.of("outcome", "ended"));
        });
    }

    /** Only what has few values is a tag of a timer. */
    @Test
    void theFiguresHaveHighCardinality() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            saved(sessions);
            TestObservationRegistryAssert.assertThat(registry)
                    .hasObservationWithNameEqualTo("memshare.session.save")
                    .that()
                    .hasBeenStarted()
                    .hasBeenStopped()
                    .hasLowCardinalityKeyValue("outcome", "saved")
                    .hasHighCardinalityKeyValue("memshare.replicas.asked", "3");
        });
    }

    @Test
    void aSpanIsAChildOfTheRequest() {
        traced().run(context -> {
            MemshareSessionRepository sessions = context.getBean(MemshareSessionRepository.class);
            awaitNodes(context.getBean(Memshare.class), 3);
            Observation.createNotStarted("request", registry).observe(() -> saved(sessions));
            SimpleSpan request = tracer.getSpans().stream()
                    .filter(span -> "request".equals(span.getName()))
                    .findFirst()
                    .orElseThrow();
            SimpleSpan save = tracer.getSpans().stream()
                    .filter(span -> "save session".equals(span.getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(save.getParentId()).isEqualTo(request.getSpanId());
        });
    }

    @Test
    void withoutARegistryNothingIsObserved() {
        application.run(context -> {
            assertThat(context).doesNotHaveBean("memshareSessionObservationCustomizer");
            awaitNodes(context.getBean(Memshare.class), 3);
            saved(context.getBean(MemshareSessionRepository.class));
        });
    }
}
