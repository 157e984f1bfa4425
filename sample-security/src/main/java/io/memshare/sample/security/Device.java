package io.memshare.sample.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the device of a client by its {@code User-Agent} header, which a client is free to invent. */
final class Device {

    /** The first name in the header counts, because browsers also claim to be their predecessors. */
    private static final List<String> BROWSERS = List.of("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl");

    private static final List<String> SYSTEMS = List.of("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux");

    private Device() {}

    static String of(@Nullable String userAgent) {
        String header = userAgent == null ? "" : userAgent;
        return first(BROWSERS, header, "A browser") + ", " + first(SYSTEMS, header, "unknown system");
    }

    private static String first(List<String> names, String header, String otherwise) {
        return names.stream()
                .filter(header::contains)
                .findFirst()
                .map(Device::shown)
                .orElse(otherwise);
    }

    private static String shown(String name) {
        return switch (name) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            default -> name;
        };
    }
}
