package io.memshare.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class MemshareHealthContributorAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("memshare.nodes=127.0.0.1:1,127.0.0.1:2")
            .withConfiguration(AutoConfigurations.of(
                    MemshareAutoConfiguration.class, MemshareHealthContributorAutoConfiguration.class));

    @Test
    void hasAComponentForEachNodeForTheSessionsAndForTheServers() {
        runner.run(context -> assertThat(
                        context.getBean("memshareHealthContributor", CompositeHealthContributor.class).stream())
                .extracting(HealthContributors.Entry::name)
                .containsExactlyInAnyOrder("sessions", "servers", "127.0.0.1:1", "127.0.0.1:2"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("management.health.memshare.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(Memshare.class)
                        .doesNotHaveBean(CompositeHealthContributor.class));
    }

    @Test
    void backsOffFromAnIndicatorOfTheApplication() {
        HealthIndicator own = () -> Health.up().build();
        runner.withBean("memshareHealthIndicator", HealthIndicator.class, () -> own)
                .run(context -> assertThat(context).doesNotHaveBean("memshareHealthContributor"));
    }

    private static ConfigurableEnvironment environment(Map<String, Object> ofTheApplication) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application", ofTheApplication));
        new DegradedStatusEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static Status worst(ConfigurableEnvironment environment, Status... statuses) {
        Status[] worst = new Status[1];
        new ApplicationContextRunner()
                .withInitializer(context -> context.setEnvironment(environment))
                .withConfiguration(AutoConfigurations.of(
                        HealthContributorRegistryAutoConfiguration.class,
                        HealthContributorAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context ->
                        worst[0] = context.getBean(StatusAggregator.class).getAggregateStatus(Set.of(statuses)));
        return worst[0];
    }

    @Test
    void degradedIsWorseThanUpAndBetterThanDown() {
        assertThat(worst(environment(Map.of()), Status.UP, MemshareStatus.DEGRADED))
                .isEqualTo(MemshareStatus.DEGRADED);
        assertThat(worst(environment(Map.of()), Status.DOWN, MemshareStatus.DEGRADED))
                .isEqualTo(Status.DOWN);
        assertThat(worst(environment(Map.of()), Status.OUT_OF_SERVICE, MemshareStatus.DEGRADED))
                .isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void anOrderOfTheApplicationWins() {
        Map<String, Object> list = Map.of(
                "management.endpoint.health.status.order[0]",
                "up",
                "management.endpoint.health.status.order[1]",
                "down");
        assertThat(worst(environment(list), Status.UP, Status.DOWN)).isEqualTo(Status.UP);
        Map<String, Object> text = Map.of("management.endpoint.health.status.order", "up,down");
        assertThat(worst(environment(text), Status.UP, MemshareStatus.DEGRADED)).isEqualTo(Status.UP);
    }
}
