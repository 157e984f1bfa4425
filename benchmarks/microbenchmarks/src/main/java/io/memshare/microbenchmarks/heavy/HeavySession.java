package io.memshare.microbenchmarks.heavy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes one of the measurements, and prints its figures as a line of JSON each. {@code benchmarks/heavy} runs it. */
public final class HeavySession {

    private HeavySession() {}

    /**
     * Makes a measurement.
     *
     * @param arguments {@code neighbour}, {@code burst} or {@code own-writes}, the number of application servers, the
     *     seconds of each part, and how often it is repeated
     */
    public static void main(String[] arguments) throws InterruptedException {
        Duration span = Duration.ofSeconds(Long.parseLong(arguments[2]));
        int rounds = Integer.parseInt(arguments[3]);
        try (Site site = new Site(Integer.parseInt(arguments[1]))) {
            switch (arguments[0]) {
                case "neighbour" -> new Neighbour(site, span, rounds).measure().forEach(HeavySession::print);
                case "burst" -> {
                    for (int i = 0; i < rounds; i++) {
                        print(new Burst(site).measure());
                    }
                }
                case "own-writes" -> print(new OwnWrites(site, span).measure());
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void print(Map<String, Object> figures) {
        System.out.println(json(figures));
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }
}
