package io.memshare.autoconfigure;

import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.MemshareSessions;
import io.memshare.session.WhenFull;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/** Configures what Spring Security does at logins and logouts, for sessions that are found by their users. */
@Configuration(proxyBeanMethods = false)
class IndexedLoginConfiguration {

    /** Refuses logins before their sessions are saved. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HttpSecurity.class, Customizer.class})
    static class RefusalConfiguration {

        @Bean
        Customizer<HttpSecurity> memshareLoginAdmission(
                IndexedMemshareSessionRepository repository, MemshareIndexProperties properties) {
            LoginAdmissionStrategy strategy = new LoginAdmissionStrategy(repository);
            return http -> {
                if (properties.whenFull() == WhenFull.REFUSE_LOGIN) {
                    http.sessionManagement(sessions -> sessions.addSessionAuthenticationStrategy(strategy));
                }
            };
        }
    }

    /**
     * Spring Security looks for the registry only if back-channel logout is configured; without, logins pay nothing.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OidcSessionRegistry.class)
    static class BackChannelLogoutConfiguration {

        @Bean
        @Lazy
        @ConditionalOnMissingBean(OidcSessionRegistry.class)
        MemshareOidcSessionRegistry memshareOidcSessionRegistry(
                IndexedMemshareSessionRepository repository, MemshareSessions sessions) {
            repository.addIndexResolver(new OidcIndexResolver());
            return new MemshareOidcSessionRegistry(sessions);
        }
    }
}
