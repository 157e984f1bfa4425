package io.memshare.session.config;

import io.memshare.session.SavedSessionIdResolver;
import java.util.Objects;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Spring Session's filter, which tells clients no id of a session that is gone. */
@Configuration(proxyBeanMethods = false)
class SavedSessionFilterConfiguration extends SpringHttpSessionConfiguration {

    /** The resolver is an application's bean or Spring Session's own, which has no getter and cannot be built from outside. */
    @Bean
    @Override
    public <S extends Session> SessionRepositoryFilter<? extends Session> springSessionRepositoryFilter(
            SessionRepository<S> sessionRepository) {
        SessionRepositoryFilter<? extends Session> filter = super.springSessionRepositoryFilter(sessionRepository);
        Object resolver = new DirectFieldAccessor(filter).getPropertyValue("httpSessionIdResolver");
        filter.setHttpSessionIdResolver(new SavedSessionIdResolver(
                new FilterOrderCheck((HttpSessionIdResolver) Objects.requireNonNull(resolver))));
        return filter;
    }
}
