package io.memshare.session.config;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.MemshareSessions;
import io.memshare.session.SessionDescription;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;

/**
 * Declares a repository that finds sessions by their users, and the filters of HTTP sessions in memshare. It uses the
 * beans documented by {@link EnableMemshareHttpSession}, and the following:
 *
 * <ul>
 *   <li>{@link IndexResolver} of {@link Session}. By default, sessions are found by the names of their users.
 *   <li>{@link SessionDescription}. By default, sessions have no description.
 *   <li>{@link SessionRepositoryCustomizer} of {@link IndexedMemshareSessionRepository}, applied after those of
 *       {@link MemshareSessionRepository}.
 * </ul>
 */
@Configuration(proxyBeanMethods = false)
@Import(SavedSessionFilterConfiguration.class)
public class IndexedMemshareHttpSessionConfiguration extends RepositorySetup {

    /** Called by the container. */
    public IndexedMemshareHttpSessionConfiguration() {}

    @Bean
    IndexedMemshareSessionRepository sessionRepository(
            Memshare memshare,
            ObjectProvider<AttributeSerializer> serializer,
            ObjectProvider<SessionIdGenerator> idGenerator,
            ObjectProvider<SessionRepositoryCustomizer<MemshareSessionRepository>> customizers,
            ObjectProvider<IndexResolver<Session>> indexResolver,
            ObjectProvider<SessionDescription> description,
            ObjectProvider<SessionRepositoryCustomizer<IndexedMemshareSessionRepository>> ownCustomizers) {
        IndexedMemshareSessionRepository repository =
                setUp(new IndexedMemshareSessionRepository(memshare, serializer(serializer)), idGenerator, customizers);
        indexResolver.ifAvailable(repository::setIndexResolver);
        description.ifAvailable(repository::setSessionDescription);
        ownCustomizers.orderedStream().forEach(customizer -> customizer.customize(repository));
        return repository;
    }

    @Bean
    MemshareSessions memshareSessions(IndexedMemshareSessionRepository repository) {
        return new MemshareSessions(repository);
    }
}
