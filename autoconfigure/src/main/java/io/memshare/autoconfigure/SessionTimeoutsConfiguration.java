package io.memshare.autoconfigure;

import io.memshare.session.MemshareSessionRepository;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Cookie;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.session.config.SessionRepositoryCustomizer;

/** Applies the timeouts that Spring Session does not have. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemshareTimeoutProperties.class)
class SessionTimeoutsConfiguration {

    /** The first customizer, so that those of the application take precedence. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SessionRepositoryCustomizer<MemshareSessionRepository> memshareTimeoutsCustomizer(
            MemshareTimeoutProperties properties, Environment environment) {
        MemshareTimeoutProperties checked = properties.checked();
        Duration slidingMaxAge = checked.slidingMaxAge(maxAge(environment));
        return repository -> {
            PropertyMapper map = PropertyMapper.get();
            map.from(checked::absoluteTimeout).to(repository::setAbsoluteTimeout);
            map.from(checked::renewalInterval).to(repository::setRenewalInterval);
            map.from(checked::anonymousTimeout).to(repository::setAnonymousTimeout);
            map.from(slidingMaxAge).to(repository::setSlidingCookie);
        };
    }

    private static @Nullable Duration maxAge(Environment environment) {
        return Binder.get(environment)
                .bind("server.servlet.session.cookie", Cookie.class)
                .map(Cookie::getMaxAge)
                .orElse(null);
    }
}
