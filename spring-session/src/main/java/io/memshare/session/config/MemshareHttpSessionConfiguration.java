package io.memshare.session.config;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.web.StoreUnavailableFilter;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportAware;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;

/**
 * Declares the repository and the filters of HTTP sessions in memshare. Usually imported through {@link
 * EnableMemshareHttpSession}, which says which beans it uses.
 */
@Configuration(proxyBeanMethods = false)
@Import(SavedSessionFilterConfiguration.class)
public class MemshareHttpSessionConfiguration implements ImportAware, BeanClassLoaderAware {

    private ClassLoader classLoader = MemshareHttpSessionConfiguration.class.getClassLoader();
    private SessionDefaults defaults = SessionDefaults.NONE;

    /** For the container. */
    public MemshareHttpSessionConfiguration() {}

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** Takes over the values of {@link EnableMemshareHttpSession}, when it is that which imports this class. */
    @Override
    public void setImportMetadata(AnnotationMetadata importMetadata) {
        this.defaults = SessionDefaults.of(importMetadata);
    }

    @Bean
    MemshareSessionRepository sessionRepository(
            Memshare memshare,
            ObjectProvider<AttributeSerializer> serializer,
            ObjectProvider<SessionIdGenerator> idGenerator,
            ObjectProvider<SessionRepositoryCustomizer<MemshareSessionRepository>> customizers) {
        MemshareSessionRepository repository = new MemshareSessionRepository(
                memshare,
                serializer.getIfAvailable(
                        () -> DefaultAttributeSerializer.create(classLoader, defaults.allowedPackages())));
        defaults.applyTo(repository);
        idGenerator.ifAvailable(repository::setSessionIdGenerator);
        customizers.orderedStream().forEach(customizer -> customizer.customize(repository));
        return repository;
    }

    @Bean
    StoreUnavailableFilter memshareStoreUnavailableFilter(ObjectProvider<StoreUnavailableFilter.Settings> settings) {
        return new StoreUnavailableFilter(settings.getIfAvailable(() -> StoreUnavailableFilter.Settings.DEFAULT));
    }
}
