package io.memshare.autoconfigure.health;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the status {@code DEGRADED} a place in the order of Spring Boot's statuses; a status without a place is ignored
 * in the overall health. This is a default of the lowest precedence: an order that the application sets wins.
 */
final class DegradedStatusEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String SOURCE = "memshareHealthDefaults";
    static final String PROPERTY = "management.endpoint.health.status.order";
    static final String ORDER = "DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource(SOURCE, Map.of(PROPERTY, ORDER)));
    }

    /** Runs after everything that reads the application's own configuration. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
