package io.memshare.session.config;

import io.memshare.session.SavedSessionIdResolver;
import io.memshare.session.SessionStamps;
import java.util.Objects;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Configures Spring Session's filter so that clients receive no id of a session that no longer exists. */
@Configuration(proxyBeanMethods = false)
class SavedSessionFilterConfiguration extends SpringHttpSessionConfiguration {

    private final ObjectProvider<SessionStamps> stamps;

    SavedSessionFilterConfiguration(ObjectProvider<SessionStamps> stamps) {
        this.stamps = stamps;
    }

    /**
     * The resolver is a bean of the application or Spring Session's default, which has no getter and cannot be created
     * outside.
     */
    @Bean
    @Override
    public <S extends Session> SessionRepositoryFilter<? extends Session> springSessionRepositoryFilter(
            SessionRepository<S> sessionRepository) {
        SessionRepositoryFilter<? extends Session> filter = super.springSessionRepositoryFilter(sessionRepository);
        Object resolver = new DirectFieldAccessor(filter).getPropertyValue("httpSessionIdResolver");
        filter.setHttpSessionIdResolver(new SavedSessionIdResolver(
                new FilterOrderCheck(stamped((HttpSessionIdResolver) Objects.requireNonNull(resolver))),
                resolver instanceof CookieHttpSessionIdResolver));
        return filter;
    }

    private HttpSessionIdResolver stamped(HttpSessionIdResolver resolver) {
        SessionStamps used = stamps.getIfAvailable();
        return used == null ? resolver : used.sentBy(resolver);
    }
}
