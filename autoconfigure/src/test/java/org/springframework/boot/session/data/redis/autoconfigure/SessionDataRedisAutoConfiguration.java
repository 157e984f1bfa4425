package org.springframework.boot.session.data.redis.autoconfigure;

import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;

/** Has the name and the conditions of Spring Boot's own, which is not on this class path. */
@AutoConfiguration(before = SessionAutoConfiguration.class)
public final class SessionDataRedisAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(SessionRepository.class)
    MapSessionRepository redisSessionRepository() {
        return new MapSessionRepository(new ConcurrentHashMap<>());
    }
}
