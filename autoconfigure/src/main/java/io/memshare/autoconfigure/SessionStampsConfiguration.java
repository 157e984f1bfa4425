package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.session.SessionStamps;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Gives browsers a stamp of the newest change of their session. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(name = MemshareCookieProperties.COOKIE_STAMP)
@EnableConfigurationProperties(MemshareCookieProperties.class)
class SessionStampsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SessionStamps memshareSessionStamps(Memshare memshare, ObjectProvider<HttpSessionIdResolver> resolver) {
        if (resolver.getIfAvailable() instanceof HeaderHttpSessionIdResolver) {
            throw invalid(
                    "session ids are sent in a header and not in a cookie",
                    "Remove " + MemshareCookieProperties.COOKIE_STAMP + ", or use a CookieHttpSessionIdResolver.");
        }
        try {
            return SessionStamps.of(memshare);
        } catch (IllegalArgumentException ex) {
            throw invalid(
                    String.valueOf(ex.getMessage()),
                    "Set memshare.encryption.keys to a key made by 'openssl rand -base64 32', the same on every"
                            + " application server. Where memshare.encryption.plain-records is write, switch the"
                            + " stamps on when it is not any more.");
        }
    }

    private static InvalidMemsharePropertyException invalid(String reason, String action) {
        return new InvalidMemsharePropertyException(MemshareCookieProperties.COOKIE_STAMP, "true", reason, action);
    }
}
