package io.memshare.test.autoconfigure;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.Dialer;
import io.memshare.session.MemshareSessionRepository;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Replaces the nodes of {@code memshare.nodes} by the nodes of a test, as selected by
 * {@link AutoConfigureTestMemshare}. In-memory nodes give way if the application, or a container of the test, defines
 * the nodes itself.
 */
@AutoConfiguration(before = MemshareAutoConfiguration.class)
public final class TestMemshareAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "memshare.test.nodes", havingValue = "IN_MEMORY", matchIfMissing = true)
    @ConditionalOnMissingBean({MemshareConnectionDetails.class, Memshare.class, Dialer.class})
    static class InMemoryConfiguration {

        @Bean(destroyMethod = "") // closed by memshare
        Dialer inMemoryDialer() {
            return new InMemoryDialer(InstantSource.system());
        }

        @Bean
        SessionsReady inMemorySessionsReady(Memshare memshare, ObjectProvider<MemshareSessionRepository> repository) {
            return new SessionsReady(memshare, repository);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "memshare.test.nodes", havingValue = "MEMCACHED")
    static class MemcachedConfiguration {

        @Bean
        TestMemcached testMemcached(Environment environment) {
            return TestMemcached.start(environment.getProperty("memshare.test.count", Integer.class, 1));
        }

        @Bean
        SessionsReady memcachedSessionsReady(Memshare memshare, ObjectProvider<MemshareSessionRepository> repository) {
            return new SessionsReady(memshare, repository);
        }
    }
}
