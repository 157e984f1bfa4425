package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/** Health, metrics and the endpoint need modules of Spring Boot that this application does not have. */
class WithoutActuatorTests {

    @Test
    void anApplicationWithoutActuatorStarts() {
        ClassLoader classes = getClass().getClassLoader();
        assertThat(ClassUtils.isPresent("org.springframework.boot.health.contributor.Health", classes))
                .isFalse();
        assertThat(ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", classes))
                .isFalse();
        assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", classes))
                .isFalse();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
                .properties("server.port=0", "memshare.nodes=127.0.0.1:1")
                .run()) {
            assertThat(context.getBeansOfType(Memshare.class)).hasSize(1);
            assertThat(context.getBeanFactory().getBeanNamesIterator())
                    .toIterable()
                    .noneMatch(name -> name.startsWith("memshareHealth") || name.startsWith("memshareMetrics"));
        }
    }
}
