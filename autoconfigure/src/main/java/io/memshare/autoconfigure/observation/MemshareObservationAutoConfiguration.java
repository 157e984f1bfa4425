package io.memshare.autoconfigure.observation;

import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SessionObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.util.function.SingletonSupplier;

/** Observes the operations on sessions if the application has a registry of observations. */
@AutoConfiguration(
        after = MemshareAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
        })
@ConditionalOnClass({ObservationRegistry.class, MemshareSessionRepository.class})
@ConditionalOnBean(ObservationRegistry.class)
public final class MemshareObservationAutoConfiguration {

    @Bean
    SessionRepositoryCustomizer<MemshareSessionRepository> memshareSessionObservationCustomizer(
            ObservationRegistry registry, ObjectProvider<SessionObserver> observer) {
        SessionObserver used = observer.getIfAvailable(() -> new SessionObservations(registry));
        return repository -> repository.setSessionObserver(used);
    }

    /** An operation that nobody would see as an observation is only timed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DefaultMeterObservationHandler.class, ObservationRegistryCustomizer.class})
    @ConditionalOnBean({DefaultMeterObservationHandler.class, MeterRegistry.class})
    static class TimersConfiguration {

        @Bean
        @ConditionalOnMissingBean
        SessionObserver memshareSessionObserver(
                ObservationRegistry observations,
                MeterRegistry meters,
                ListableBeanFactory beans,
                Environment environment,
                ObjectProvider<Traces> traces) {
            ObservationParts parts = new ObservationParts(observations, beans, environment);
            // Asked by the first operation, when all beans are known.
            SingletonSupplier<Boolean> plain = SingletonSupplier.of(parts::areOfSpringBootAlone);
            return new SeenObservations(
                    new SessionObservations(observations),
                    new SessionTimers(meters),
                    plain::obtain,
                    traces.getIfAvailable(() -> Traces.NONE));
        }
    }

    /** In a trace that is not sampled, the current span is one that does nothing. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    @ConditionalOnBean(Tracer.class)
    static class TracerConfiguration {

        @Bean
        Traces memshareTraces(Tracer tracer) {
            return () -> {
                Span current = tracer.currentSpan();
                return current == null || !current.isNoop();
            };
        }
    }
}
