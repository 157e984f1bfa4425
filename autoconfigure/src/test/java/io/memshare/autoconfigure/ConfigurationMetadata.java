package io.memshare.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata that the build generates for editors. */
final class ConfigurationMetadata {

    private ConfigurationMetadata() {}

    /** A property; the default is null when there is none. */
    record Property(String name, @Nullable String defaultValue, String description) {}

    static List<Property> properties() throws IOException {
        List<Property> properties = new ArrayList<>();
        for (JsonNode node : read().path("properties")) {
            JsonNode defaultValue = node.path("defaultValue");
            properties.add(new Property(
                    node.path("name").asString(),
                    defaultValue.isMissingNode() ? null : defaultValue.asString(),
                    node.path("description").asString("")));
        }
        return properties;
    }

    static List<String> hintedNames() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode node : read().path("hints")) {
            names.add(node.path("name").asString());
        }
        return names;
    }

    /** The file of this module is the only one of its name that mentions the properties of memshare. */
    private static JsonNode read() throws IOException {
        URL source =
                MemshareProperties.class.getProtectionDomain().getCodeSource().getLocation();
        String file = "META-INF/spring-configuration-metadata.json";
        try (InputStream in = URI.create(source + file).toURL().openStream()) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
