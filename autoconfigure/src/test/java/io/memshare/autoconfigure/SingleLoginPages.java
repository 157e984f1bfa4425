package io.memshare.autoconfigure;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.web.bind.annotation.RestController;

/** The configuration of Spring Session's reference for concurrent sessions: a user has one. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@RestController
class SingleLoginPages extends LoginPages {

    static final String REFUSE = "refuse-second-login";

    @Override
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        ApplicationContext context = http.getSharedObject(ApplicationContext.class);
        Environment environment = context.getEnvironment();
        http.sessionManagement(sessions -> sessions.maximumSessions(1));
        http.sessionManagement(sessions -> sessions.sessionConcurrency(concurrency -> concurrency
                .maxSessionsPreventsLogin(environment.getProperty(REFUSE, Boolean.class, false))
                .sessionRegistry(context.getBean(SpringSessionBackedSessionRegistry.class))));
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    <S extends Session> SpringSessionBackedSessionRegistry<S> sessionRegistry(
            FindByIndexNameSessionRepository<S> sessionRepository) {
        return new SpringSessionBackedSessionRegistry<>(sessionRepository);
    }
}
