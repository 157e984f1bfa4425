package io.memshare.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Reports which property of memshare is invalid, its origin, the reason and the remedy. */
final class InvalidMemsharePropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMemsharePropertyException> {

    private final Environment environment;

    InvalidMemsharePropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidMemsharePropertyException cause) {
        StringBuilder description = new StringBuilder("memshare cannot start with this configuration:\n");
        line(description, "Property", cause.property());
        line(description, "Value", "\"" + cause.value() + "\"");
        Origin origin = origin(cause.property());
        if (origin != null) {
            line(description, "Origin", origin.toString());
        }
        line(description, "Reason", cause.reason());
        return new FailureAnalysis(description.toString(), cause.action(), cause);
    }

    private static void line(StringBuilder text, String label, String content) {
        text.append("\n    ").append(label).append(": ").append(content);
    }

    /** An entry of a list has its own origin, or that of the list if the list was written with commas. */
    private @Nullable Origin origin(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        Stream<ConfigurationPropertyName> names =
                name.isLastElementIndexed() ? Stream.of(name, name.getParent()) : Stream.of(name);
        return names.map(this::originOf).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private @Nullable Origin originOf(ConfigurationPropertyName name) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .map(source -> source.getConfigurationProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Origin::from)
                .orElse(null);
    }
}
