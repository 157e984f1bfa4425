package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.web.StoreUnavailableFilter;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionProperties;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;

/**
 * Stores the HTTP sessions of a servlet web application in memshare.
 *
 * <p>It is ordered before Spring Boot's own session auto-configuration, which registers the filter only for an existing
 * repository, and before the stores that Spring Boot supports itself, so that adding memshare is enough to use it.
 */
@AutoConfiguration(
        after = MemshareAutoConfiguration.class,
        before = SessionAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration"
        })
@ConditionalOnClass({Session.class, MemshareSessionRepository.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({MemshareProperties.class, MemshareIndexProperties.class, SessionProperties.class})
@Import({StoreUnavailableFilterConfiguration.class, ManagementRequestsConfiguration.class})
public final class MemshareSessionAutoConfiguration {

    /** Lazy, because an application with another session repository does not need it. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AttributeSerializer memshareAttributeSerializer(
            MemshareProperties properties, ConfigurableListableBeanFactory beanFactory) {
        ClassLoader classLoader = Objects.requireNonNullElseGet(
                beanFactory.getBeanClassLoader(), MemshareSessionAutoConfiguration.class::getClassLoader);
        return AttributeSerializers.create(properties, classLoader, ScannedPackages.of(beanFactory));
    }

    @Bean
    @ConditionalOnMissingBean
    StoreUnavailableFilter.Settings memshareStoreUnavailableFilterSettings(
            MemshareProperties properties, ObjectProvider<ManagementRequests> managementRequests) {
        ManagementRequests none = request -> false;
        return new StoreUnavailableFilter.Settings(
                new PropertiesSettings(properties).retryAfter(), managementRequests.getIfAvailable(() -> none));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(Memshare.class)
    @ConditionalOnMissingBean(SessionRepository.class)
    @Import({
        PlainSessionsConfiguration.class,
        IndexedSessionsConfiguration.class,
        SessionTimeoutsConfiguration.class,
        SessionStampsConfiguration.class
    })
    static class HttpSessionConfiguration {

        /** The first customizer, so that those of the application take precedence. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SessionRepositoryCustomizer<MemshareSessionRepository> memshareSessionRepositoryCustomizer(
                MemshareProperties properties, ObjectProvider<SessionTimeout> sessionTimeout) {
            return repository -> {
                PropertyMapper map = PropertyMapper.get();
                map.from(sessionTimeout.getIfAvailable())
                        .as(SessionTimeout::getTimeout)
                        .to(repository::setDefaultMaxInactiveInterval);
                map.from(properties.session()::saveMode).to(repository::setSaveMode);
                map.from(properties.session()::flushMode).to(repository::setFlushMode);
                repository.setIdleValues(new PropertiesSettings(properties).idleValues());
            };
        }

        @Bean
        @ConditionalOnBean(MemshareSessionRepository.class)
        SessionSummary memshareSessionSummary(
                Memshare memshare,
                MemshareProperties properties,
                ObjectProvider<AttributeSerializer> serializer,
                ConfigurableListableBeanFactory beanFactory) {
            return new SessionSummary(
                    memshare, properties, serializer.getIfAvailable(), ScannedPackages.of(beanFactory));
        }
    }
}
