package io.memshare.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that the configuration metadata on the class path tells of, with their types. */
final class KnownProperties {

    private final Map<String, String> types = new TreeMap<>();

    KnownProperties() throws IOException {
        for (String file :
                List.of("spring-configuration-metadata.json", "additional-spring-configuration-metadata.json")) {
            for (URL each : Collections.list(getClass().getClassLoader().getResources("META-INF/" + file))) {
                add(each);
            }
        }
    }

    private void add(URL metadata) throws IOException {
        try (InputStream in = metadata.openStream()) {
            JsonNode root = JsonMapper.shared().readTree(in);
            root.path("properties").forEach(property -> {
                String type = property.path("type").asString("");
                types.merge(property.path("name").asString(), type, (old, one) -> one.isEmpty() ? old : one);
            });
        }
    }

    /** Returns what is wrong with a property and its value, or null. */
    @Nullable String fault(String name, String value) {
        String type = type(name.replaceAll("\\[\\d+]", ""));
        if (type == null) {
            return "there is no property " + name;
        }
        if (value.contains("${")) {
            return null;
        }
        return conversionFault(name, value, type);
    }

    /** Returns the type of a property, or of the map that it is in. */
    @Nullable private String type(String name) {
        if (types.containsKey(name)) {
            return types.get(name);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String map = types.get(name.substring(0, dot));
            if (map != null && map.startsWith("java.util.Map")) {
                return "";
            }
        }
        return null;
    }

    @Nullable private static String conversionFault(String name, String value, String type) {
        Class<?> converted = known(type);
        if (converted == null) {
            return null;
        }
        Map<String, String> source = new LinkedHashMap<>();
        source.put("a.value", value);
        try {
            new Binder(new MapConfigurationPropertySource(source)).bind("a.value", Bindable.of(converted));
            return null;
        } catch (BindException failure) {
            return "%s cannot be '%s', which is no %s".formatted(name, value, converted.getSimpleName());
        }
    }

    @Nullable private static Class<?> known(String type) {
        return switch (type) {
            case "java.lang.Boolean" -> Boolean.class;
            case "java.lang.Integer" -> Integer.class;
            case "java.time.Duration" -> Duration.class;
            default -> enumOf(type);
        };
    }

    @Nullable private static Class<?> enumOf(String type) {
        try {
            Class<?> loaded = Class.forName(type, false, KnownProperties.class.getClassLoader());
            return loaded.isEnum() ? loaded : null;
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }
}
