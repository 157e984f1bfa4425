package io.memshare.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;

/**
 * Checks snippets of YAML: configuration by the properties that exist, a Compose file by the keys and labels that
 * matter.
 */
final class YamlSnippets {

    private static final Set<String> LABELS =
            Set.of("org.springframework.boot.service-connection", "org.springframework.boot.ignore");
    private static final Set<String> SERVICE = Set.of("image", "ports", "labels", "command");

    private final KnownProperties properties;

    YamlSnippets(KnownProperties properties) {
        this.properties = properties;
    }

    /** Returns what is wrong with a snippet. */
    List<String> faults(Snippet snippet) throws IOException {
        Object root = new Yaml().load(snippet.text());
        if (root instanceof Map<?, ?> map && map.get("services") instanceof Map<?, ?> services) {
            return compose(services);
        }
        return configuration(snippet.text());
    }

    private static List<String> compose(Map<?, ?> services) {
        List<String> faults = new ArrayList<>();
        services.forEach((name, value) -> {
            Map<?, ?> service = (Map<?, ?>) value;
            if (!service.containsKey("image") || !SERVICE.containsAll(service.keySet())) {
                faults.add("service %s has the keys %s".formatted(name, service.keySet()));
            }
            if (service.get("labels") instanceof Map<?, ?> labels && !LABELS.containsAll(labels.keySet())) {
                faults.add("service %s has the labels %s".formatted(name, labels.keySet()));
            }
        });
        return faults;
    }

    private List<String> configuration(String text) throws IOException {
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load("snippet", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
        List<String> faults = new ArrayList<>();
        for (PropertySource<?> source : sources) {
            ((OriginTrackedMapPropertySource) source).getSource().forEach((name, value) -> {
                String fault = properties.fault(name, String.valueOf(value));
                if (fault != null) {
                    faults.add(fault);
                }
            });
        }
        return sources.isEmpty() ? List.of("there is no property in it") : faults;
    }
}
