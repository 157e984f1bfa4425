package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SessionStamps;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.session.SessionRepository;

/** A switch is read as Spring Boot binds a boolean, however it is written. */
class SwitchSpellingsTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MemshareAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    SessionAutoConfiguration.class))
            .withPropertyValues("memshare.nodes=127.0.0.1:1", "memshare.encryption.keys=" + Secrets.A);

    /** {@code withPropertyValues} would strip blanks. */
    private WebApplicationContextRunner with(String name, String value) {
        return runner.withInitializer(context -> set(context, name, value));
    }

    private static void set(ConfigurableApplicationContext context, String name, String value) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("written", Map.of(name, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "TRUE", "true ", "yes", "on", "1", "false", "False", " false", "no", "off", "0", ""})
    void thereIsAlwaysOneRepositoryAndTheRightOne(String value) {
        with("memshare.index.enabled", value).run(context -> {
            assertThat(context).hasSingleBean(SessionRepository.class).hasSingleBean(SessionSummary.class);
            Class<?> expected = isOn(value) ? IndexedMemshareSessionRepository.class : MemshareSessionRepository.class;
            assertThat(context.getBean(SessionRepository.class)).isExactlyInstanceOf(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "TRUE", "true ", "yes", "on", "1", "false", "False", " false", "no", "off", "0", ""})
    void stampsAreOnOrOff(String value) {
        with("memshare.cookie-stamp", value)
                .run(context ->
                        assertThat(context.getBeansOfType(SessionStamps.class)).hasSize(isOn(value) ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "true ", "yes", "on", "1", "false", "False", " false", "no", "off", "0"})
    void theCheckAtTheStartIsOnOrOff(String value) {
        with("memshare.start-check.enabled", value)
                .run(context ->
                        assertThat(context.getBeansOfType(StartCheck.class)).hasSize(isOn(value) ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memshare.index.enabled", "memshare.cookie-stamp", "memshare.start-check.enabled"})
    void whatIsNoBooleanStopsTheStart(String name) {
        with(name, "maybe")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(BindException.class.getName())
                        .hasStackTraceContaining(name));
    }

    @Test
    void aPlaceholderIsResolved() {
        with("memshare.index.enabled", "${wanted:on}")
                .run(context -> assertThat(context).hasSingleBean(IndexedMemshareSessionRepository.class));
    }

    private static boolean isOn(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            default -> false;
        };
    }
}
