package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/** The levels that loggers have after the start of a real application. */
class QuietXmemcachedEnvironmentPostProcessorTests {

    private static final String REACTOR = "com.google.code.yanf4j";
    private static final String CONNECTIONS = "remoting";
    private static final String CLIENT = "net.rubyeye.xmemcached";

    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    @AfterEach
    void forgetLevels() {
        Stream.of(REACTOR, CONNECTIONS, CLIENT).forEach(logger -> logging.setLogLevel(logger, null));
    }

    @Test
    void silencesTheClient() {
        start(Map.of());
        assertThat(level(REACTOR)).isEqualTo(LogLevel.OFF);
        assertThat(level(CONNECTIONS)).isEqualTo(LogLevel.OFF);
        assertThat(level(CLIENT)).isEqualTo(LogLevel.ERROR);
    }

    @Test
    void aLevelOfTheApplicationWins() {
        start(Map.of(), "--logging.level.remoting=debug");
        assertThat(level(CONNECTIONS)).isEqualTo(LogLevel.DEBUG);
        assertThat(level(REACTOR)).isEqualTo(LogLevel.OFF);
    }

    @Test
    void aDefaultPropertyOfTheApplicationWins() {
        start(Map.of("logging.level.net.rubyeye.xmemcached", "info"));
        assertThat(level(CLIENT)).isEqualTo(LogLevel.INFO);
        assertThat(level(REACTOR)).isEqualTo(LogLevel.OFF);
    }

    private LogLevel level(String logger) {
        LoggerConfiguration configuration = logging.getLoggerConfiguration(logger);
        assertThat(configuration).as(logger).isNotNull();
        return configuration.getEffectiveLevel();
    }

    private static void start(Map<String, Object> defaults, String... arguments) {
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(defaults)
                .run(arguments)
                .close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Application {}
}
