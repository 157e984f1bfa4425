package io.memshare.autoconfigure.endpoint;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code memshare} to Spring Boot's Actuator. */
@AutoConfiguration(after = MemshareAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(Memshare.class)
@ConditionalOnAvailableEndpoint(MemshareEndpoint.class)
public final class MemshareEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MemshareEndpoint memshareEndpoint(Memshare memshare) {
        RecentEvents events = new RecentEvents(memshare.clock());
        memshare.addListener(events);
        return new MemshareEndpoint(memshare, events);
    }
}
