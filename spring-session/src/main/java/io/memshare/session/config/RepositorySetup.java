package io.memshare.session.config;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.web.StoreUnavailableFilter;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportAware;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;

/** Configures a repository from an annotation and the beans of the application, and declares the filter around it. */
abstract class RepositorySetup implements ImportAware, BeanClassLoaderAware {

    private ClassLoader classLoader = RepositorySetup.class.getClassLoader();
    private SessionDefaults defaults = SessionDefaults.NONE;

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** Applies the values of {@link EnableMemshareHttpSession} if this class was imported by it. */
    @Override
    public void setImportMetadata(AnnotationMetadata importMetadata) {
        this.defaults = SessionDefaults.of(importMetadata);
    }

    AttributeSerializer serializer(ObjectProvider<AttributeSerializer> serializer) {
        return serializer.getIfAvailable(
                () -> DefaultAttributeSerializer.create(classLoader, defaults.allowedPackages()));
    }

    <R extends MemshareSessionRepository> R setUp(
            R repository,
            ObjectProvider<SessionIdGenerator> idGenerator,
            ObjectProvider<SessionRepositoryCustomizer<MemshareSessionRepository>> customizers) {
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
