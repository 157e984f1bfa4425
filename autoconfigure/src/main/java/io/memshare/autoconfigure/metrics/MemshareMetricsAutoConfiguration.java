package io.memshare.autoconfigure.metrics;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.session.MemshareSessionRepository;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;

/** Measures memshare if the application has a meter registry. */
@AutoConfiguration(
        after = MemshareAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({Memshare.class, MeterRegistry.class})
public final class MemshareMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MemshareMeterBinder memshareMeterBinder(Memshare memshare) {
        return new MemshareMeterBinder(memshare);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MemshareSessionRepository.class)
    static class SessionMetersConfiguration {

        @Bean
        SessionRepositoryCustomizer<MemshareSessionRepository> memshareSessionMetersCustomizer(MeterRegistry registry) {
            return repository -> repository.setSessionListener(new SessionMeters(registry));
        }
    }
}
