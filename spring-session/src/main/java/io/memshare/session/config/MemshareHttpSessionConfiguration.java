package io.memshare.session.config;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSessionRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;

/**
 * Declares the repository and the filters of HTTP sessions in memshare. Usually imported through
 * {@link EnableMemshareHttpSession}, which documents the beans that it uses.
 */
@Configuration(proxyBeanMethods = false)
@Import(SavedSessionFilterConfiguration.class)
public class MemshareHttpSessionConfiguration extends RepositorySetup {

    /** Called by the container. */
    public MemshareHttpSessionConfiguration() {}

    @Bean
    MemshareSessionRepository sessionRepository(
            Memshare memshare,
            ObjectProvider<AttributeSerializer> serializer,
            ObjectProvider<SessionIdGenerator> idGenerator,
            ObjectProvider<SessionRepositoryCustomizer<MemshareSessionRepository>> customizers) {
        return setUp(new MemshareSessionRepository(memshare, serializer(serializer)), idGenerator, customizers);
    }
}
