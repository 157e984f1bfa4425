package io.memshare.session.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

class SessionDefaultsTests {

    @Test
    void takesTheValuesOfTheAnnotation() {
        SessionDefaults defaults = SessionDefaults.of(AnnotationMetadata.introspect(Annotated.class));
        assertThat(defaults.maxInactiveInterval()).isEqualTo(Duration.ofSeconds(1440));
        assertThat(defaults.saveMode()).isEqualTo(SaveMode.ALWAYS);
        assertThat(defaults.flushMode()).isEqualTo(FlushMode.IMMEDIATE);
    }

    @Test
    void allowsTypesBesideTheAnnotatedClass() {
        SessionDefaults defaults = SessionDefaults.of(AnnotationMetadata.introspect(Annotated.class));
        assertThat(defaults.allowedPackages()).containsExactly("io.memshare.session.config");
    }

    @Test
    void aBareAnnotationMeansTheDefaults() {
        SessionDefaults defaults = SessionDefaults.of(AnnotationMetadata.introspect(Bare.class));
        assertThat(defaults.maxInactiveInterval()).isEqualTo(SessionDefaults.NONE.maxInactiveInterval());
        assertThat(defaults.saveMode()).isEqualTo(SessionDefaults.NONE.saveMode());
        assertThat(defaults.flushMode()).isEqualTo(SessionDefaults.NONE.flushMode());
    }

    @Test
    void noAnnotationMeansTheDefaultsAndAllowsNoPackage() {
        assertThat(SessionDefaults.of(AnnotationMetadata.introspect(SessionDefaultsTests.class)))
                .isEqualTo(SessionDefaults.NONE);
        assertThat(SessionDefaults.NONE.allowedPackages()).isEmpty();
    }

    @EnableMemshareHttpSession(
            maxInactiveIntervalInSeconds = 1440,
            saveMode = SaveMode.ALWAYS,
            flushMode = FlushMode.IMMEDIATE)
    static class Annotated {}

    @EnableMemshareHttpSession
    static class Bare {}
}
