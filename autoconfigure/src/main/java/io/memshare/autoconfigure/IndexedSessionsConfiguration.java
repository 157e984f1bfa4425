package io.memshare.autoconfigure;

import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.config.IndexedMemshareHttpSessionConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;

/** Configures sessions that can also be found by their users. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(name = MemshareIndexProperties.ENABLED)
@Import({IndexedMemshareHttpSessionConfiguration.class, IndexedLoginConfiguration.class})
class IndexedSessionsConfiguration {

    /** The first customizer, so that those of the application take precedence. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SessionRepositoryCustomizer<IndexedMemshareSessionRepository> memshareIndexCustomizer(
            MemshareIndexProperties properties) {
        Integer maximum = properties.checked().maximumSessions();
        return repository -> {
            if (maximum != null) {
                repository.setMaximumSessions(maximum);
            }
            repository.setWhenFull(properties.whenFull());
        };
    }

    /** Without this registry, Spring Security would count the sessions of each server separately. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SessionRegistry.class)
    static class SessionRegistryConfiguration {

        @Bean
        @ConditionalOnMissingBean(SessionRegistry.class)
        SpringSessionBackedSessionRegistry<?> memshareSessionRegistry(IndexedMemshareSessionRepository repository) {
            return new SpringSessionBackedSessionRegistry<>(repository);
        }
    }
}
