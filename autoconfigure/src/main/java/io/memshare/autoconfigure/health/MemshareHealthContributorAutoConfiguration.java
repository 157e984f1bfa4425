package io.memshare.autoconfigure.health;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Adds {@code memshare} to Spring Boot's health endpoint: a component for each node, one for the
 * sessions, and one for the other application servers.
 */
@AutoConfiguration(after = MemshareAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Memshare.class)
@ConditionalOnEnabledHealthIndicator("memshare")
public final class MemshareHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"memshareHealthIndicator", "memshareHealthContributor"})
    CompositeHealthContributor memshareHealthContributor(Memshare memshare) {
        return new NodesHealthContributor(memshare);
    }
}
