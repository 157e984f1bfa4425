package io.memshare.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the matcher for the management endpoints of Spring Boot's Actuator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(PathMappedEndpoints.class)
class ManagementRequestsConfiguration {

    @Bean
    ManagementRequests memshareManagementRequests(
            ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
        return new EndpointRequests(endpoints, environment.getProperty("spring.mvc.servlet.path", "/"));
    }
}
