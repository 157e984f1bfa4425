package io.memshare.autoconfigure.observation;

import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.session.MemshareSessionRepository;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.session.config.SessionRepositoryCustomizer;

/** Observes the operations on sessions if the application has a registry of observations. */
@AutoConfiguration(
        after = MemshareAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ObservationRegistry.class, MemshareSessionRepository.class})
@ConditionalOnBean(ObservationRegistry.class)
public final class MemshareObservationAutoConfiguration {

    @Bean
    SessionRepositoryCustomizer<MemshareSessionRepository> memshareSessionObservationCustomizer(
            ObservationRegistry registry) {
        return repository -> repository.setSessionObserver(new SessionObservations(registry));
    }
}
