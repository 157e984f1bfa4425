package io.memshare.example;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A grow-only counter (G-Counter): each server counts for itself, and a merge takes the larger number of each. */
record Counter(Map<String, Long> counts) {

    static final Counter ZERO = new Counter(Map.of());

    long value() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Counter plusOne(String server) {
        return merged(new Counter(Map.of(server, counts.getOrDefault(server, 0L) + 1)));
    }

    private Counter merged(Counter other) {
        Map<String, Long> all = new TreeMap<>(counts);
        other.counts.forEach((server, count) -> all.merge(server, count, Math::max));
        return all.equals(counts) ? this : new Counter(all);
    }

    /** The stored form: {@code server=count} and a comma for each server, sorted. */
    static final class Type implements RecordType<Counter> {

        @Override
        public String kind() {
            return "counter";
        }

        @Override
        public byte[] encode(Key key, Counter state) {
            return new TreeMap<>(state.counts)
                    .entrySet().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(","))
                            .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Counter decode(Key key, byte[] bytes) throws MalformedRecordException {
            Map<String, Long> counts = new TreeMap<>();
            for (String entry : new String(bytes, StandardCharsets.UTF_8).split(",", -1)) {
                String[] parts = entry.split("=", -1);
                if (parts.length != 2 || !parts[1].matches("[0-9]{1,18}")) {
                    throw new MalformedRecordException("no counter", 0);
                }
                counts.put(parts[0], Long.parseLong(parts[1]));
            }
            return new Counter(counts);
        }

        @Override
        public Counter merge(Counter left, Counter right) {
            return left.merged(right);
        }

        @Override
        public boolean isTombstone(Counter state) {
            return false;
        }

        @Override
        public TimeToLive timeToLive(Counter state) {
            return new TimeToLive(3600);
        }
    }
}
