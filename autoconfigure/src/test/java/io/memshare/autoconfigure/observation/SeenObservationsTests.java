package io.memshare.autoconfigure.observation;

import static io.memshare.autoconfigure.observation.BootObservations.FAILED;
import static io.memshare.autoconfigure.observation.BootObservations.FOUND;
import static io.memshare.autoconfigure.observation.BootObservations.SAVED;
import static io.memshare.autoconfigure.observation.BootObservations.count;
import static io.memshare.autoconfigure.observation.BootObservations.find;
import static io.memshare.autoconfigure.observation.BootObservations.meters;
import static io.memshare.autoconfigure.observation.BootObservations.registry;
import static io.memshare.autoconfigure.observation.BootObservations.save;
import static io.memshare.autoconfigure.observation.BootObservations.withMemshare;
import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.TracingCustomizer;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import brave.sampler.Sampler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationTextPublisher;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Spans of Brave as Spring Boot configures it, and observations where somebody sees them. */
@Execution(ExecutionMode.CONCURRENT)
class SeenObservationsTests {

    private final List<MutableSpan> spans = new ArrayList<>();

    private final ApplicationContextRunner traced = withMemshare()
            .withConfiguration(
                    AutoConfigurations.of(BraveAutoConfiguration.class, MicrometerTracingAutoConfiguration.class))
            .withBean(SpanHandler.class, () -> new SpanHandler() {
                @Override
                public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                    return spans.add(new MutableSpan(span));
                }
            });
    private final ApplicationContextRunner sampled =
            traced.withPropertyValues("management.tracing.sampling.probability=1");
    private final ApplicationContextRunner unsampled =
            traced.withPropertyValues("management.tracing.sampling.probability=0");

    private static void request(ApplicationContext application, Runnable handling) {
        Observation.createNotStarted("request", registry(application)).observe(handling);
    }

    /** Only observations have this meter. */
    private static boolean isObserved(ApplicationContext application) {
        return meters(application).find("memshare.session.find.active").longTaskTimer() != null;
    }

    private MutableSpan span(String name) {
        return spans.stream()
                .filter(span -> name.equals(span.name()))
                .findFirst()
                .orElseThrow();
    }

    private void assertObserved(ApplicationContextRunner runner, boolean observed) {
        runner.run(application -> {
            request(application, () -> find(application, FOUND));
            request(application, () -> find(application, FOUND));
            assertThat(count(application, "memshare.session.find", "outcome", "found"))
                    .isEqualTo(2);
            assertThat(isObserved(application)).isEqualTo(observed);
        });
    }

    @Test
    void aSampledSpanIsAChildOfTheRequest() {
        sampled.run(application -> {
            request(application, () -> {
                find(application, FOUND);
                save(application, SAVED);
            });
            assertThat(spans).extracting(MutableSpan::name).containsExactly("find session", "save session", "request");
            assertThat(span("find session").parentId())
                    .isEqualTo(span("request").id());
            assertThat(span("save session").parentId())
                    .isEqualTo(span("request").id());
            assertThat(span("find session").tags())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "outcome", "found", "memshare.replicas.asked", "3", "memshare.replicas.answered", "3"));
            assertThat(span("save session").tags()).containsEntry("memshare.replicas.repaired", "1");
            assertThat(count(application, "memshare.session.find")).isEqualTo(1);
        });
    }

    @Test
    void aSampledFailureHasTheException() {
        sampled.run(application -> {
            request(application, () -> save(application, FAILED));
            assertThat(span("save session").error()).isEqualTo(FAILED.failure());
        });
    }

    @Test
    void withoutARequestASpanIsARoot() {
        sampled.run(application -> {
            find(application, FOUND);
            assertThat(span("find session").parentId()).isNull();
        });
    }

    @Test
    void aSpanThatTheApplicationMadeIsTheParent() {
        sampled.run(application -> request(application, () -> {
            Tracer tracer = application.getBean(Tracer.class);
            Span own = tracer.nextSpan().name("own").start();
            Tracer.SpanInScope scope = tracer.withSpan(own);
            find(application, FOUND);
            scope.close();
            own.end();
            assertThat(span("find session").parentId()).isEqualTo(own.context().spanId());
        }));
    }

    @Test
    void withinAnUnsampledTraceThereIsTheTimerAlone() {
        unsampled.run(application -> {
            request(application, () -> {
                find(application, FOUND);
                save(application, FAILED);
            });
            assertThat(spans).isEmpty();
            assertThat(isObserved(application)).isFalse();
            assertThat(count(application, "memshare.session.find")).isEqualTo(1);
            assertThat(count(application, "memshare.session.save", "error", "IllegalStateException"))
                    .isEqualTo(1);
        });
    }

    /** A sampler may be asked for each trace, and its answer may differ. */
    @Test
    void eachTraceIsDecidedByItself() {
        List<Boolean> answers = new ArrayList<>(List.of(true, false, true));
        traced.withBean(Sampler.class, () -> new Sampler() {
                    @Override
                    public boolean isSampled(long traceId) {
                        return answers.remove(0);
                    }
                })
                .run(application -> {
                    for (int i = 0; i < 3; i++) {
                        request(application, () -> find(application, FOUND));
                    }
                    assertThat(spans)
                            .extracting(MutableSpan::name)
                            .containsExactly("find session", "request", "find session", "request");
                    assertThat(count(application, "memshare.session.find")).isEqualTo(3);
                });
    }

    /** Spans that are not sampled, but kept by a handler in the application, are made as well. */
    @Test
    void spansForTheApplicationItselfAreMade() {
        unsampled
                .withBean(TracingCustomizer.class, () -> Tracing.Builder::alwaysSampleLocal)
                .run(application -> {
                    request(application, () -> find(application, FOUND));
                    assertThat(spans).extracting(MutableSpan::name).containsExactly("find session", "request");
                });
    }

    @Test
    void withoutATracerThereIsTheTimerAlone() {
        assertObserved(withMemshare(), false);
        assertObserved(unsampled, false);
    }

    @Test
    void whateverSeesAllObservationsSeesThoseOfSessions() {
        List<String> told = new ArrayList<>();
        assertObserved(
                unsampled.withBean(ObservationTextPublisher.class, () -> new ObservationTextPublisher(told::add)),
                true);
        assertThat(told).anyMatch(line -> line.contains("memshare.session.find"));
        assertObserved(unsampled.withBean(ObservationRegistryCustomizer.class, () -> registry -> {}), true);
        assertObserved(unsampled.withPropertyValues("management.observations.key-values.region=north"), true);
        assertObserved(unsampled.withPropertyValues("management.observations.enable.memshare=true"), true);
    }
}
