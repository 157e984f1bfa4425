package io.memshare.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.MemshareAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** The access rules are Spring Boot's. */
class MemshareEndpointAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withInitializer(
                    context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
            .withPropertyValues("memshare.nodes=127.0.0.1:1")
            .withConfiguration(
                    AutoConfigurations.of(MemshareAutoConfiguration.class, MemshareEndpointAutoConfiguration.class));

    @Test
    void isNotExposedUnlessTheApplicationSaysSo() {
        runner.run(context -> assertThat(context).doesNotHaveBean(MemshareEndpoint.class));
    }

    @Test
    void isExposedWhereTheApplicationSaysSo() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=memshare")
                .run(context -> assertThat(context).hasSingleBean(MemshareEndpoint.class));
    }

    @Test
    void isAwayWithoutAccess() {
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=memshare",
                        "management.endpoint.memshare.access=none")
                .run(context -> assertThat(context).doesNotHaveBean(MemshareEndpoint.class));
    }
}
