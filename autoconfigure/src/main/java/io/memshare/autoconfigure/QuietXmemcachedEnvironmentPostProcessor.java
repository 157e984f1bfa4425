package io.memshare.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Silences the loggers of the memcached client, which report every lost connection several times with a stack trace.
 * memshare itself logs all that is relevant about a node. These are defaults of the lowest precedence: a
 * {@code logging.level} that the application sets for any of them wins.
 */
final class QuietXmemcachedEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String SOURCE = "memshareLoggingDefaults";

    private static final Map<String, String> LEVELS = Map.of(
            "logging.level.com.google.code.yanf4j", "OFF",
            "logging.level.remoting", "OFF",
            "logging.level.net.rubyeye.xmemcached", "ERROR");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        LEVELS.forEach((name, level) -> {
            if (!environment.containsProperty(name)) {
                defaults.put(name, level);
            }
        });
        if (!defaults.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource(SOURCE, defaults));
        }
    }

    /** Runs after everything that reads the application's own configuration. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
